/// What it is to run a snippet: [Snippet] in, [Outcome] out, by an [Executor].
///
/// A run starts at the snippet's entry with its [MachineState] and ends when control reaches the address right behind the
/// code: by falling through, or by returning from the call (the return address is that address). A fault is an outcome,
/// never an exception; an executor that can't be had is an [EngineMissingException] with the remedy.
@NullMarked
package dev.touchstone.exec;

import org.jspecify.annotations.NullMarked;
