package dev.touchstone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.Executors;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.RegisterSet.Register;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs code on an executor and prints how it ended.
///
/// @param engine the executor's name
/// @param initial registers' values
/// @param json whether to print JSON
record SnippetRun(String engine, Map<String, Long> initial, Duration timeout, boolean json) {
    /// Runs the image from `entry` on, and answers the command's exit code.
    int run(Isa isa, CodeImage image, int entry) throws EngineMissingException, JsonProcessingException {
        MachineState state = Snippet.stateFor(isa, image, AddressMap.DATA_SIZE, 0x1000);
        returnToEnd(state, AddressMap.CODE + image.readOnlySize());
        initial.forEach(state::set);
        Snippet snippet = new Snippet(isa, image, entry, state, timeout);
        try (Executor executor = Executors.open(engine, isa)) {
            Outcome outcome = executor.run(snippet);
            if (json) {
                printJson(outcome, image.size() - image.writableOffset());
            } else {
                print(outcome, state);
            }
            return outcome instanceof Outcome.Completed ? 0 : 1;
        }
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

    private static void printJson(Outcome outcome, int variables) throws JsonProcessingException {
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
            if (variables > 0) {
                document.put("variables", HexFormat.of().formatHex(state.data(), 0, variables));
            }
        }
        Json.print(document);
    }
}
