/// Assemblers under test: ours, and anybody's that implements [dev.touchstone.conformance.subject.Subject].
@NullMarked
package dev.touchstone.conformance.subject;

import org.jspecify.annotations.NullMarked;
