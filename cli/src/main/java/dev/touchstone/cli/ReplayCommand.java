package dev.touchstone.cli;

import dev.touchstone.conformance.check.CheckOptions;
import dev.touchstone.conformance.replay.Replay;
import dev.touchstone.conformance.replay.ReplayFormat;
import dev.touchstone.isa.Isa;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Runs one reported case again: an instruction or a program, before every judge.",
        footer = {
            "",
            "The initial states come from the seed as in the check that reported it, or are 0 but for what --set says.",
            "Exit code 0 if nothing disagrees unexplained.",
            "",
            "Example: touchstone replay --isa x86-64 --seed 1 --engine unicorn --trace 'add rax, rbx'",
            "Example: touchstone replay --isa a64 --set x1=7 --trace 'again: subs x1, x1, #1; b.ne again'"
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int NO_TRACE = 0;

    @Option(names = "--isa", required = true, description = "x86-64, x86, a64, a32 or t32")
    private Isa isa = Isa.X86_64;

    @Option(
            names = "--seed",
            description = "that the states come from (default: ${DEFAULT-VALUE})",
            defaultValue = "" + CheckOptions.DEFAULT_SEED)
    private long seed;

    @Option(
            names = "--subject-bytes",
            paramLabel = "HEX",
            description = "the bytes that the assembler under test gave (default: those of this project's)")
    private @Nullable String bytes;

    @Option(
            names = "--engine",
            description = "one oracle or executor only: llvm, keystone, native, unicorn, qemu-user; may be repeated")
    private List<String> engines = List.of();

    @Option(
            names = "--set",
            paramLabel = "PLACE=VALUE",
            description = "rax=0x12, data+0x400=deadbeef, stack+0x10=00; may be repeated; all else is 0")
    private List<String> state = List.of();

    @Option(
            names = "--trace",
            description = "show each instruction and what it changes, on each engine, and where two of them part")
    private boolean trace;

    @Option(
            names = "--steps",
            description = "the most that are traced (default: ${DEFAULT-VALUE})",
            defaultValue = "1000")
    private int steps;

    @Parameters(arity = "1..*", paramLabel = "TEXT", description = "the statement, or a program's statements")
    private List<String> text = List.of();

    @Override
    public Integer call() {
        Replay.Request request = new Replay.Request(isa, String.join("; ", text), seed, subjectBytes(), engines, state);
        Replay.Result result = Replay.run(request, trace ? Math.max(1, steps) : NO_TRACE);
        ReplayFormat.lines(result).forEach(System.out::println);
        return result.disagreed() == 0 ? 0 : 1;
    }

    private byte @Nullable [] subjectBytes() {
        String hex = bytes;
        if (hex == null) {
            return null;
        }
        try {
            return HexFormat.of().parseHex(hex.replace(" ", ""));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("--subject-bytes: \"" + hex + "\" is not hexadecimal: 4801d8");
        }
    }
}
