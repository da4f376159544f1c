/// Machine states for runs: preparing one so that an instruction's memory accesses fall into the data window,
/// and comparing two by what the row says is defined.
@NullMarked
package dev.touchstone.conformance.state;

import org.jspecify.annotations.NullMarked;
