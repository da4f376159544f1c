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
import dev.touchstone.isa.arm.Hole;
import dev.touchstone.isa.arm.OperandValues;
import dev.touchstone.isa.arm.codec.LabelCodec;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.RelocationException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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

    /// A row's field and its kind of fixup are told apart from each other; here a label at the farthest places,
    /// one step nearer, and between gives the word that the number gives, and one step farther is refused as the
    /// number is.
    @ParameterizedTest
    @EnumSource(
            value = Isa.class,
            names = {"A64", "A32", "T32"})
    void aLabelAtTheFarthestPlaceGivesTheWordOfTheNumber(Isa isa) {
        SplittableRandom random = new SplittableRandom(11);
        List<String> wrong = new ArrayList<>();
        int ends = 0;
        for (ArmForm form : ArmLanguage.of(isa).forms()) {
            for (Hole hole : form.holes()) {
                if (!(hole.codec() instanceof LabelCodec codec)
                        || codec.fixup() == null
                        || codec.minimum() == codec.maximum()) {
                    continue;
                }
                FixupKind kind = OperatorVectors.fixups(isa).get(codec.fixup());
                long step = kind.alignment();
                List<Long> distances = new ArrayList<>(
                        List.of(codec.minimum(), codec.minimum() + step, 0L, codec.maximum() - step, codec.maximum()));
                random.longs(20, codec.minimum() / step, codec.maximum() / step + 1)
                        .forEach(n -> distances.add(n * step));
                for (long distance : distances) {
                    String number = word(form, hole, distance, null);
                    String label = word(form, hole, distance, kind);
                    if (!number.equals(label)) {
                        wrong.add("%s %s: %d is %s by number, %s by label"
                                .formatted(form.id(), kind, distance, number, label));
                    }
                }
                for (long beyond : new long[] {codec.minimum() - step, codec.maximum() + step}) {
                    String label = word(form, hole, beyond, kind);
                    ends++;
                    if (!label.contains(" is out of range; ")) {
                        wrong.add("%s %s reaches %d: %s".formatted(form.id(), kind, beyond, label));
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(ends > 10, ends + " ends");
    }

    private static String word(ArmForm form, Hole hole, long distance, @Nullable FixupKind kind) {
        ArmLanguage language = ArmLanguage.of(form.isa());
        LabelCodec codec = (LabelCodec) hole.codec();
        long[] values = OperandValues.legal(form, 1, new Random(5)).getFirst();
        CodeBuffer code = new CodeBuffer(language.machine());
        Label start = code.newLabel();
        code.bind(start);
        values[hole.index()] = kind == null ? distance : 0;
        Label target = start.plus(distance - codec.addend());
        try {
            language.encode(
                    new ArmInstruction(
                            form,
                            values,
                            kind == null
                                    ? List.of()
                                    : List.of(new LabelReference(hole.index(), "target", target, 0, kind))),
                    code);
            return HexFormat.of().formatHex(code.toImage().at(0x10000000));
        } catch (EncodingException | RelocationException e) {
            return e.getMessage();
        }
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
