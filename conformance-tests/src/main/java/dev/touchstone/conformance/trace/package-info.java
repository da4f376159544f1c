/// Traces: what each instruction of a run changes, on every executor.
///
/// An engine that tells its instructions is asked ([dev.touchstone.exec.TracingExecutor]); any other executor runs the
/// snippet again and again, one instruction each time ([Stepper]): from the state that the one before left, in code
/// that
/// is traps all over but for that instruction, so that wherever it leads the run stops. What the instruction may read
/// of
/// the code stays as it is. Between two runs goes what a machine state has: all registers of the set, the whole data
/// window, and 0x800 bytes of the stack below its top. The last state and its outcome are held against those of the
/// whole run; if they are not the same, [Trace#end] says so.
///
/// These are one step, as a trap can't part them:
///
/// - an instruction that repeats itself: string instructions of x86, a jump to itself;
/// - an exclusive load with all up to the exclusive store, as a monitor is in no state;
/// - a load of the bytes right behind it, with the instructions that stand there.
///
/// An instruction of an IT block is run behind an IT of its own; one whose condition does not hold is no step. Not in
/// a state, so lost between two steps: the segments' bases, the x87's last instruction and operand, the byte order of
/// AArch32 (`setend`), what an engine carries for some code only (Unicorn, stepped, vectors beyond 128 bits), and, on
/// Windows, the bytes below the stack pointer, where the system puts a fault. Code that
/// goes
/// on in the other of A32 and T32, that sets the trap flag, or that is in no table, is stepped up to there. What an
/// emulator leaves in an undefined flag may depend on the instructions that it translates together.
///
///     Trace trace = Trace.of(executor, snippet, 1000);
///     trace.steps().forEach(System.out::println);
@NullMarked
package dev.touchstone.conformance.trace;

import org.jspecify.annotations.NullMarked;
