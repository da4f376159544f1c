/// What a check came to, for people: the summary table and the one failure format.
@NullMarked
package dev.touchstone.conformance.report;

import org.jspecify.annotations.NullMarked;
