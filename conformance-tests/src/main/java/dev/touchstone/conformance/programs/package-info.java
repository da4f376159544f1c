/// Small real programs, assembled here by typed calls, that every engine of their set must run to the same end.
///
/// ```java
/// for (Program program : Programs.all()) {
///     Outcome outcome = executor.run(program.snippet());
///     Optional<String> complaint = program.complaint(outcome);
/// }
/// ```
@NullMarked
package dev.touchstone.conformance.programs;

import org.jspecify.annotations.NullMarked;
