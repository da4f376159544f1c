/// What it is to run a snippet: [Snippet] in, [Outcome] out, by an [Executor].
///
/// A run starts at the snippet's entry with its [MachineState] and ends when control reaches the address right
/// behind the code: by falling through, or by returning from the call (the return address is that address). On
/// x86 the executor stores it where the initial stack pointer points, if that is within the stack, and the
/// stack bytes of the outcome have it; on Arm it is in the link register if the state leaves that zero; a resumed
/// snippet gets none. Data
/// and stack bytes that the state does not give are zero at the start. A fault is an outcome, never an
/// exception; an executor that can't be had is an [EngineMissingException] with the remedy.
@NullMarked
package dev.touchstone.exec;

import org.jspecify.annotations.NullMarked;
