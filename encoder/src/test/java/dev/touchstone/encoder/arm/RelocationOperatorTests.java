package dev.touchstone.encoder.arm;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.RelocationOperators;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.codec.LabelCodec;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.ObjectCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `#:lo12:label` and its kin against LLVM's assembler and GNU's.
final class RelocationOperatorTests {
    private static ObjectCode object(Isa isa, String statement) {
        ArmLanguage language = ArmLanguage.of(isa);
        CodeBuffer code = new CodeBuffer(language.machine());
        language.encode(language.parse(statement, code::external, 0), code);
        return code.toObject();
    }

    @Test
    void everyOperatorGivesTheRelocationOfTheOtherAssemblers() {
        assertAll(OperatorVectors.all().stream().map(vector -> () -> {
            ObjectCode object = object(vector.isa(), vector.statement());
            ObjectCode.SectionRelocation relocation = object.relocations().getFirst();
            assertEquals(
                    vector.kind() + " + " + vector.addend(),
                    relocation.kind() + " + " + relocation.addend(),
                    vector.statement());
            byte[] theirs = HexFormat.of().parseHex(vector.bytes());
            assertEquals(
                    HexFormat.of().formatHex(theirs),
                    HexFormat.of()
                            .formatHex(withOpcodeOf(
                                    theirs,
                                    relocation.kind(),
                                    object.sections().getFirst().bytes())),
                    vector.statement());
        }));
    }

    /// LLVM writes MOVN for MOVZ where the linker makes one of the two of it, GNU what stands there.
    private static byte[] withOpcodeOf(byte[] theirs, FixupKind kind, byte[] ours) {
        if (!kind.name().matches("R_AARCH64_.*MOVW_.*") || kind.name().endsWith("_NC")) {
            return ours;
        }
        int bit = 1 << 30;
        int word = ByteBuffer.wrap(ours).order(ByteOrder.LITTLE_ENDIAN).getInt();
        int other = ByteBuffer.wrap(theirs).order(ByteOrder.LITTLE_ENDIAN).getInt();
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(word & ~bit | other & bit)
                .array();
    }

    @ParameterizedTest
    @EnumSource(
            value = Isa.class,
            names = {"A64", "A32", "T32"})
    void everyOperatorStandsInEveryRowThatMayHaveIt(Isa isa) {
        Set<String> recorded = OperatorVectors.all().stream()
                .filter(vector -> vector.isa() == isa)
                .map(OperatorVectors.Vector::statement)
                .collect(Collectors.toSet());
        List<String> missing = OperatorVectors.statements(isa).stream()
                .filter(statement -> !recorded.contains(statement))
                .toList();
        assertEquals(List.of(), missing);
    }

    @ParameterizedTest
    @EnumSource(
            value = Isa.class,
            names = {"A64", "A32", "T32"})
    void everyFieldThatNeedsAnOperatorHasOne(Isa isa) {
        Set<FixupKind> fields = OperatorVectors.operators(isa).all().stream()
                .map(RelocationOperators.Operator::usual)
                .collect(Collectors.toSet());
        TreeSet<String> without = new TreeSet<>();
        for (ArmForm form : ArmLanguage.of(isa).forms()) {
            form.holes().stream()
                    .map(hole -> hole.codec())
                    .filter(codec -> codec instanceof LabelCodec label && label.needsOperator())
                    .map(codec -> ((LabelCodec) codec).fixup())
                    .filter(kind -> !fields.contains(OperatorVectors.fixups(isa).get(String.valueOf(kind))))
                    .forEach(kind -> without.add(form.id()));
        }
        assertEquals(Set.of(), without);
    }

    /// So that [dev.touchstone.relocation.Label#via(FixupKind)] does for typed calls what an operator does for
    /// text.
    @Test
    void whatAnOperatorStandsForFitsTheFieldsBits() {
        for (Isa isa : List.of(Isa.A64, Isa.A32)) {
            CodeBuffer code = new CodeBuffer(ArmLanguage.of(isa).machine());
            for (RelocationOperators.Operator operator :
                    OperatorVectors.operators(isa).all()) {
                // The field takes 12 bits of a distance in the table, more than of a place in its page.
                assertEquals(
                        !operator.name().equals("gotpage_lo15"),
                        code.external("sym").via(operator.kind()).isFor(operator.usual()),
                        operator.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "add x0, x0, sym",
                "add x0, x0, :nonsense:sym",
                "add x0, x0, :got_lo12:sym",
                "add x0, x0, :lo12:",
                "add x0, x0, :lo12",
                "add x0, x0, ::sym",
                "add x0, x0, :lo12:sym, lsl #12",
                "ldr x0, [x1, sym]",
                "ldr w0, [x1, :got_lo12:sym]",
                "movz w0, :abs_g2:sym",
                "movz x0, :abs_g1:sym, lsl #16",
                "b :lo12:sym",
                "adrp x0, :lo12:sym",
            })
    void operatorsStandNowhereElse(String statement) {
        assertThrows(SyntaxException.class, () -> object(Isa.A64, statement));
    }

    @Test
    void theErrorTellsWhatIsWanted() {
        SyntaxException e = assertThrows(SyntaxException.class, () -> object(Isa.A64, "add x0, x0, :got:sym"));
        assertTrue(e.getMessage().contains("a label with a relocation operator"), e.getMessage());
    }

    @Test
    void theStatementPrintsAsItWasWritten() {
        ArmLanguage language = ArmLanguage.of(Isa.A64);
        CodeBuffer code = new CodeBuffer(language.machine());
        for (String text : Arrays.asList("add x0, x1, #:lo12:sym+8", "ldr x0, [x1, #:got_lo12:sym]")) {
            assertEquals(text, language.format(language.parse(text, code::external, 0), 0));
        }
    }
}
