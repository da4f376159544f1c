package dev.touchstone.conformance.report;

import dev.touchstone.conformance.report.Disagreement.Bits;
import dev.touchstone.conformance.report.Disagreement.Part;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Evidence;
import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.EncodingLayout;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.RegisterSet.Register;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts evidence into words and hex.
final class EvidenceMaker {
    private static final HexFormat HEX = HexFormat.of();

    private EvidenceMaker() {}

    static ReportedEvidence of(Case subject, Evidence evidence) {
        MachineLanguage language = MachineLanguages.of(subject.isa());
        return switch (evidence) {
            case Evidence.Words _ -> new ReportedEvidence.Words();
            case Evidence.Bytes(String by, byte[] bytes) ->
                new ReportedEvidence.Bytes(
                        by, HEX.formatHex(bytes), layout(language, before(language, subject)), layout(language, bytes));
            case Evidence.Reading(String by, String text, int length) -> {
                byte[] bytes = bytes(language, text);
                yield new ReportedEvidence.Reading(by, text, length, HEX.formatHex(bytes), layout(language, bytes));
            }
            case Evidence.Runs runs ->
                new ReportedEvidence.Runs(
                        HEX.formatHex(runs.snippet().linkedCode()),
                        state(runs.snippet().initial(), null),
                        run(runs.run(), runs.snippet().initial()),
                        runs.reference() == null
                                ? null
                                : run(runs.reference(), runs.snippet().initial()),
                        runs.differences());
        };
    }

    /// The case's bytes taken apart: where they are no instructions, as those are that they should be.
    static List<Part> layout(Case subject) {
        MachineLanguage language = MachineLanguages.of(subject.isa());
        byte[] bytes = subject.bytes();
        if (bytes.length == 0 || isRead(language, bytes)) {
            return layout(language, bytes);
        }
        try {
            byte[] expected = Encoding.of(language, subject.instruction());
            return expected.length == bytes.length ? along(layout(language, expected), bytes) : layout(language, bytes);
        } catch (EncodingException e) {
            return layout(language, bytes);
        }
    }

    private static boolean isRead(MachineLanguage language, byte[] bytes) {
        try {
            int at = 0;
            while (at < bytes.length) {
                at += language.layout(bytes, at).length();
            }
            return true;
        } catch (DecodingException e) {
            return false;
        }
    }

    /// Bytes cut where others are.
    private static List<Part> along(List<Part> cuts, byte[] bytes) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        for (Part cut : cuts) {
            int length = cut.bytes().length() / 2;
            EncodingLayout.Part whole = EncodingLayout.Part.of(cut.name(), bytes, 0, at, length);
            List<Bits> fields = cut.fields().stream()
                    .map(f -> EncodingLayout.Field.of(f.name(), f.low(), f.width(), whole.value()))
                    .map(f -> new Bits(f.name(), f.low(), f.width(), f.value()))
                    .toList();
            parts.add(new Part(cut.name(), HEX.formatHex(bytes, at, at + length), fields));
            at += length;
        }
        return parts;
    }

    /// The instructions that bytes are, each taken apart; from where they are none on, byte by byte.
    static List<Part> layout(MachineLanguage language, byte[] bytes) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            EncodingLayout layout;
            try {
                layout = language.layout(bytes, at);
            } catch (DecodingException e) {
                layout = EncodingLayout.plain(bytes, at, bytes.length - at);
            }
            for (EncodingLayout.Part part : layout.parts()) {
                parts.add(part(part, HEX.formatHex(bytes, at + part.offset(), at + part.offset() + part.length())));
            }
            at += layout.length();
        }
        return parts;
    }

    private static Part part(EncodingLayout.Part part, String hex) {
        return new Part(
                part.name(),
                hex,
                part.fields().stream()
                        .map(field -> new Bits(field.name(), field.low(), field.width(), field.value()))
                        .toList());
    }

    /// What stands before the case's bytes when an oracle is asked.
    private static byte[] before(MachineLanguage language, Case subject) {
        List<? extends Instruction> prelude = language.prelude(subject.instruction());
        byte[] bytes = {};
        for (Instruction instruction : prelude) {
            byte[] one = Encoding.of(language, instruction);
            int at = bytes.length;
            bytes = Arrays.copyOf(bytes, at + one.length);
            System.arraycopy(one, 0, bytes, at, one.length);
        }
        return bytes;
    }

    private static byte[] bytes(MachineLanguage language, String text) {
        try {
            return Encoding.of(language, language.parse(text, SymbolScope.NONE, AddressMap.CODE));
        } catch (SyntaxException | EncodingException e) {
            return new byte[0];
        }
    }

    private static ReportedEvidence.Run run(Evidence.Run run, MachineState initial) {
        return switch (run.outcome()) {
            case Outcome.Completed(var state) ->
                new ReportedEvidence.Run(run.engine(), "completed", state(state, initial));
            case Outcome.Faulted(var kind, long pc, long address, var state) ->
                new ReportedEvidence.Run(
                        run.engine(),
                        "faulted: %s at 0x%x, address 0x%x".formatted(kind, pc, address),
                        state == null ? null : state(state, initial));
            case Outcome.TimedOut _ -> new ReportedEvidence.Run(run.engine(), "timed out", null);
            case Outcome.NotRun(String reason) -> new ReportedEvidence.Run(run.engine(), "not run: " + reason, null);
        };
    }

    /// All of a state, or what it has other than `initial`.
    private static ReportedEvidence.State state(MachineState state, @Nullable MachineState initial) {
        Map<String, String> registers = new LinkedHashMap<>();
        for (Register register : state.registerSet().registers()) {
            byte[] value = state.bytes(register.name());
            if (initial == null || !Arrays.equals(value, initial.bytes(register.name()))) {
                registers.put(register.name(), number(value));
            }
        }
        boolean sameData = initial != null && Arrays.equals(state.data(), initial.data());
        boolean sameStack = initial != null && Arrays.equals(state.stack(), initial.stack());
        return new ReportedEvidence.State(
                registers, sameData ? "" : HEX.formatHex(state.data()), sameStack ? "" : HEX.formatHex(state.stack()));
    }

    private static String number(byte[] littleEndian) {
        int top = littleEndian.length - 1;
        while (top > 0 && littleEndian[top] == 0) {
            top--;
        }
        StringBuilder digits = new StringBuilder("0x");
        for (int i = top; i >= 0; i--) {
            digits.append(HEX.toHexDigits(littleEndian[i]));
        }
        return digits.toString();
    }
}
