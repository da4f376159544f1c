/// The document of a check as HTML pages that open from disk: no server, no network, nothing but three files
/// beside each other and the pages.
///
///     index.html             what came out, the sets, missing engines, throughput
///     set-x86-64.html        a set's matrix: features by judges, and what was not judged and why
///     disagreements.html     all that are kept, to sort and filter
///     disagreements-1.html   the first fifty, whole: the bytes side by side, the states side by side
///
/// The pages work without JavaScript; with it, tables sort and filter.
@NullMarked
package dev.touchstone.conformance.report.html;

import org.jspecify.annotations.NullMarked;
