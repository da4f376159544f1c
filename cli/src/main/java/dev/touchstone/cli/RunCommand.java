package dev.touchstone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.ExecutorProvider;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.RegisterSet.Register;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Assembles text, runs it, and prints the registers that it changed, or the fault.",
        footer = {
            "",
            "The code stands at 0x20000000, 64 KiB of data at 0x21000000, the stack below 0x2200f000; the run ends behind",
            "the last instruction, or when the code returns. Exit code 0 if it completed, 1 if it faulted or timed out.",
            "",
            "Example: touchstone run --isa a64 --engine unicorn 'mov x0, #42; ret'"
        })
final class RunCommand implements Callable<Integer> {
    @Option(names = "--isa", required = true, description = "x86-64, x86, a64, a32 or t32")
    private Isa isa = Isa.X86_64;

    @Option(names = "--engine", required = true, description = "native or unicorn")
    private String engine = "";

    @Option(names = "--json", description = "print the outcome and all registers as JSON")
    private boolean json;

    @Option(
            names = "--set",
            paramLabel = "REG=VALUE",
            description = "a register's initial value; may be repeated (default: 0)")
    private Map<String, Long> initial = new LinkedHashMap<>();

    @Option(names = "--timeout", description = "milliseconds (default: ${DEFAULT-VALUE})", defaultValue = "1000")
    private long timeout;

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "the statements; standard input if there are none")
    private String[] text = {};

    @Override
    public Integer call() throws IOException, EngineMissingException {
        String source = text.length > 0 ? String.join(" ", text) : Streams.allOfInput();
        MachineState state = new MachineState(isa, AddressMap.DATA_SIZE, 0x1000);
        Snippet snippet = new Snippet(
                isa, TextAssembler.assemble(isa, source, AddressMap.CODE), 0, state, Duration.ofMillis(timeout));
        returnToEnd(state, snippet.end());
        initial.forEach(state::set);
        try (Executor executor = provider().open(isa)) {
            Outcome outcome = executor.run(snippet);
            if (json) {
                printJson(outcome);
            } else {
                print(outcome, state);
            }
            return outcome instanceof Outcome.Completed ? 0 : 1;
        }
    }

    private ExecutorProvider provider() {
        List<ExecutorProvider> all = ServiceLoader.load(ExecutorProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return all.stream()
                .filter(p -> p.name().equals(engine))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown engine \"" + engine + "\"; known: "
                        + String.join(
                                ", ", all.stream().map(ExecutorProvider::name).toList())));
    }

    /// What a caller leaves: the return address.
    private static void returnToEnd(MachineState state, long end) {
        int top = state.stack().length / 2;
        switch (state.isa()) {
            case X86_64, X86_32 -> {
                for (int i = 0; i < 4; i++) {
                    state.stack()[top + i] = (byte) (end >>> 8 * i);
                }
            }
            case A64 -> state.set("x30", end);
            case A32 -> state.set("lr", end);
            case T32 -> state.set("lr", end | 1);
        }
    }

    private static String describe(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed _ -> "completed";
            case Outcome.Faulted fault ->
                "faulted: %s at pc 0x%x, address 0x%x".formatted(fault.kind(), fault.pc(), fault.address());
            case Outcome.TimedOut _ -> "timed out";
            case Outcome.NotRun(String reason) -> "not run: " + reason;
        };
    }

    private static @Nullable MachineState stateOf(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed(MachineState state) -> state;
            case Outcome.Faulted faulted -> faulted.state();
            case Outcome.TimedOut _, Outcome.NotRun _ -> null;
        };
    }

    private static String value(MachineState state, Register register) {
        byte[] bytes = state.bytes(register.name());
        StringBuilder digits = new StringBuilder("0x");
        for (int i = bytes.length - 1; i >= 0; i--) {
            digits.append(HexFormat.of().toHexDigits(bytes[i]));
        }
        return digits.toString();
    }

    private static void print(Outcome outcome, MachineState before) {
        System.out.println(describe(outcome));
        MachineState after = stateOf(outcome);
        if (after == null) {
            return;
        }
        for (Register register : after.registerSet().registers()) {
            String value = value(after, register);
            if (!value.equals(value(before, register))) {
                System.out.println("%-7s %s".formatted(register.name(), value));
            }
        }
    }

    private static void printJson(Outcome outcome) throws JsonProcessingException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "outcome",
                switch (outcome) {
                    case Outcome.Completed _ -> "completed";
                    case Outcome.Faulted _ -> "faulted";
                    case Outcome.TimedOut _ -> "timed-out";
                    case Outcome.NotRun _ -> "not-run";
                });
        if (outcome instanceof Outcome.Faulted fault) {
            document.put(
                    "fault",
                    Map.of(
                            "kind", fault.kind().name(),
                            "pc", "0x" + Long.toHexString(fault.pc()),
                            "address", "0x" + Long.toHexString(fault.address())));
        }
        if (outcome instanceof Outcome.NotRun(String reason)) {
            document.put("reason", reason);
        }
        MachineState state = stateOf(outcome);
        if (state != null) {
            Map<String, String> registers = new LinkedHashMap<>();
            state.registerSet().registers().forEach(r -> registers.put(r.name(), value(state, r)));
            document.put("registers", registers);
        }
        System.out.println(
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document));
    }
}
