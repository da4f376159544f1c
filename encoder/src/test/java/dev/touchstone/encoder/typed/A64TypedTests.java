package dev.touchstone.encoder.typed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.aarch64.A64Assembler;
import dev.touchstone.encoder.arm.ArmInstruction;
import dev.touchstone.encoder.arm.ArmLanguage;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.Hole;
import dev.touchstone.isa.arm.OperandValues;
import dev.touchstone.isa.arm.codec.HoleCodec;
import dev.touchstone.isa.arm.codec.LabelCodec;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Every form's typed method writes the bytes that the text assembler writes for the same operands.
final class A64TypedTests {
    private static final int SAMPLES = 12;

    private final ArmLanguage language = ArmLanguage.of(Isa.A64);
    private final TypedCalls calls = new TypedCalls(A64Assembler.class, new A64Arguments());
    private final TreeMap<String, String> wrong = new TreeMap<>();

    @Test
    void methodsWriteWhatTheTextAssemblerWrites() {
        Random random = new Random(7);
        int compared = 0;
        for (ArmForm form : language.forms()) {
            if (!form.attributes().sampled()) {
                continue;
            }
            for (long[] values : OperandValues.legal(form, SAMPLES, random)) {
                compared += compare(form, values) ? 1 : 0;
            }
        }
        assertTrue(wrong.isEmpty(), () -> wrong.size() + " wrong: " + String.join("\n", wrong.values().stream().limit(30).toList()));
        assertTrue(compared > 3 * language.forms().size(), "only " + compared + " compared");
    }

    private boolean compare(ArmForm form, long[] sampled) {
        long[] values = sampled.clone();
        Hole target = label(form, values);
        ArmInstruction instruction = new ArmInstruction(form, values, List.of());
        String text = language.format(instruction, 0);
        int blank = text.indexOf(' ');
        List<String> operands = new ArrayList<>(OperandTexts.split(blank < 0 ? "" : text.substring(blank)));
        String method = form.mnemonic().replace('.', '_');
        int hole = form.template().mnemonic().hole();
        if (hole >= 0) {
            operands.addFirst(text.substring(form.mnemonic().length() + 1, blank));
        }
        while (!operands.isEmpty() && calls.hasMethod(method + "_" + operands.getFirst())) {
            method += "_" + operands.removeFirst();
        }
        A64Assembler a = new A64Assembler();
        Label label = target == null ? null : a.newLabel();
        try {
            if (calls.call(a, method, operands, label) == null) {
                wrong.put(form.id(), form.id() + ": no method " + method + " takes " + operands + " (" + text + ")");
                return false;
            }
        } catch (EncodingException e) {
            wrong.put(form.id(), form.id() + ": " + text + ": " + e.getMessage());
            return false;
        }
        byte[] typed = finish(a, label, target == null ? 0 : (int) values[target.index()]);
        CodeBuffer code = new CodeBuffer(language.machine());
        language.encode(language.parse(text, SymbolScope.NONE, 0), code);
        byte[] generic = Arrays.copyOf(code.array(), code.position());
        if (!Arrays.equals(typed, generic)) {
            wrong.put(
                    form.id(),
                    form.id() + ": " + text + " is " + HexFormat.of().formatHex(typed) + " by call, "
                            + HexFormat.of().formatHex(generic) + " by text");
        }
        return true;
    }

    /// The hole that a label fills, whose value is made small; null if there is none.
    private static @Nullable Hole label(ArmForm form, long[] values) {
        for (Hole hole : form.holes()) {
            if (hole.codec() instanceof LabelCodec codec && codec.fixup() != null) {
                values[hole.index()] = codec.encode(8, 0) == HoleCodec.REFUSED || codec.fixup().contains("_PG_") ? 0 : 8;
                return hole;
            }
        }
        return null;
    }

    /// The code, with its label at `offset` from the start; at address 0, where all of it is one page.
    private static byte[] finish(A64Assembler a, @Nullable Label label, int offset) {
        CodeBuffer code = a.code();
        int length = code.position();
        if (label != null) {
            while (code.position() < offset) {
                code.put32(0);
            }
            code.bind(label);
        }
        return Arrays.copyOf(code.toImage().at(0), length);
    }
}
