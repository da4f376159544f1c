/// How fast executors are: [ExecutorBench] runs batches of snippets with whole register states.
@NullMarked
package dev.touchstone.conformance.bench;

import org.jspecify.annotations.NullMarked;
