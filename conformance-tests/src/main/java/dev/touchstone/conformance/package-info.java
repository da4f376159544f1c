/// The conformance harness: oracles, samplers, comparison, verdicts and reports.
@NullMarked
package dev.touchstone.conformance;

import org.jspecify.annotations.NullMarked;
