/// Emulated execution: all five sets under Unicorn, through the foreign function interface.
///
/// A [UnicornMachine] is one of Unicorn's engines with the regions of the
/// [AddressMap][dev.touchstone.exec.AddressMap] mapped; [UnicornExecutor] runs snippets on one that is reused and
/// takes only what ends well and stores to few pages, and runs the rest again on one that takes all; what faults
/// is replayed on a fresh one that says exactly where. What Unicorn is known not to run right is
/// told by [UnicornExecutor#hasFeature(String)] from a table, and code that it would run wrongly without an
/// error is an [Outcome.NotRun][dev.touchstone.exec.Outcome.NotRun].
///
/// SVE's registers, which Unicorn's interface does not have, are moved by code of our own, for code with an instruction
/// of SVE; other code carries 16 bytes of each vector.
///
/// A trace tells the instructions that Unicorn's hook meets: a repeated string instruction of x86 is a step for each
/// repetition, and an instruction of an IT block whose condition does not hold is none.
///
///     try (Executor unicorn = new UnicornProvider().open(Isa.A64)) {
///         Outcome outcome = unicorn.run(Snippet.of(Isa.A64, image, state));
///     }
@NullMarked
package dev.touchstone.exec.emulated;

import org.jspecify.annotations.NullMarked;
