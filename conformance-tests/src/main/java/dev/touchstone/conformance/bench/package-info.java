/// How fast executors are, and what memory they take over long runs: [ExecutorBench] runs batches of snippets with
/// whole register states.
@NullMarked
package dev.touchstone.conformance.bench;

import org.jspecify.annotations.NullMarked;
