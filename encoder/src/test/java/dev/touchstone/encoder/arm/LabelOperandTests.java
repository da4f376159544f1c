package dev.touchstone.encoder.arm;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.StatementParser;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.codec.LabelCodec;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.RelocationException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Statements whose operands are labels, against LLVM's assembler and linker.
final class LabelOperandTests {
    private static String linked(LabelVectors.Vector vector) {
        try {
            return HexFormat.of()
                    .formatHex(TextAssembler.assemble(vector.isa(), vector.program(), LabelVectors.ADDRESS)
                            .at(LabelVectors.ADDRESS));
        } catch (SyntaxException | EncodingException | RelocationException e) {
            return "error: " + e.getMessage();
        }
    }

    @Test
    void labelsGiveTheBytesOfLlvmsLinker() {
        assertAll(LabelVectors.all().stream().map(vector -> () -> {
            String bytes = linked(vector);
            assertEquals(
                    vector.bytes().startsWith("error") ? "error" : vector.bytes(),
                    vector.bytes().startsWith("error") ? bytes.replaceFirst(":.*", "") : bytes,
                    vector.isa() + " " + vector.program() + " (" + bytes + ")");
        }));
    }

    @ParameterizedTest
    @EnumSource(
            value = Isa.class,
            names = {"A64", "A32", "T32"})
    void everyRowThatTakesALabelHasAVector(Isa isa) {
        TreeSet<String> missing = new TreeSet<>();
        ArmLanguage language = ArmLanguage.of(isa);
        for (ArmForm form : language.forms()) {
            if (form.holes().stream()
                    .anyMatch(hole -> hole.codec() instanceof LabelCodec codec && codec.fixup() != null)) {
                missing.add(form.id());
            }
        }
        for (LabelVectors.Vector vector : LabelVectors.all()) {
            if (vector.isa() == isa && !vector.bytes().startsWith("error")) {
                CodeBuffer code = new CodeBuffer(language.machine());
                Map<String, Label> labels = new LinkedHashMap<>();
                StatementParser block = language.newBlock();
                for (String statement : vector.program().split(";")) {
                    String alone = statement.replaceAll("^(\\s*[A-Za-z]\\w*:)*", "");
                    if (!alone.isBlank() && !alone.strip().startsWith(".")) {
                        missing.remove(((ArmInstruction) block.parse(
                                        alone.strip(), name -> labels.computeIfAbsent(name, n -> code.newLabel()), 0))
                                .form()
                                .id());
                    }
                }
            }
        }
        CodeBuffer code = new CodeBuffer(language.machine());
        for (OperatorVectors.Vector vector : OperatorVectors.all()) {
            if (vector.isa() == isa) {
                missing.remove(language.parse(vector.statement(), code::external, 0)
                        .form()
                        .id());
            }
        }
        assertEquals(List.of(), List.copyOf(missing));
    }

    /// LLVM drops the bits that can't be stored, or takes a wide encoding by itself.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A32 | b a+2; nop; a: nop            | not aligned",
                "A32 | vldr d0, a+2; nop; a: nop     | not aligned",
                "T32 | b.w a+1; nop; a: nop          | not aligned",
                "T32 | vldr d0, a; nop; a: nop       | not aligned",
                "T32 | nop; ldrd r0, r1, a; a: nop   | not aligned",
                "T32 | adr.w r0, a+0x1001; a: nop    | out of range",
                "T32 | a: nop; nop; nop; ldr.n r0, a | out of range",
                "A32 | ldrd r0, r1, #8               | a label",
                "A64 | autiasppc a; a: nop           | out of range",
            })
    void whatCantBeStoredIsRefused(Isa isa, String program, String said) {
        RuntimeException e = assertThrows(
                RuntimeException.class,
                () -> TextAssembler.assemble(isa, program, 0x10000).at(0x10000));
        assertTrue(e.getMessage().contains(said), e.toString());
    }
}
