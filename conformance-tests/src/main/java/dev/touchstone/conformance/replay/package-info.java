/// Runs a reported case again, before every judge or those that are named, with a trace where it is asked for: the
/// engines' steps side by side, and the first one that differs.
///
///     Replay.Result result = Replay.run(new Replay.Request(Isa.X86_64, "add rax, rbx", 1, null, List.of(),
/// List.of()));
///     ReplayFormat.lines(result).forEach(System.out::println);
@NullMarked
package dev.touchstone.conformance.replay;

import org.jspecify.annotations.NullMarked;
