package dev.touchstone.encoder.typed;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.arm.ArmInstruction;
import dev.touchstone.encoder.arm.ArmLanguage;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.Hole;
import dev.touchstone.isa.arm.OperandValues;
import dev.touchstone.isa.arm.codec.ConditionCodec;
import dev.touchstone.isa.arm.codec.HoleCodec;
import dev.touchstone.isa.arm.codec.LabelCodec;
import dev.touchstone.isa.arm.codec.VptPlaceCodec;
import dev.touchstone.relocation.AArch32Fixups;
import dev.touchstone.relocation.AArch64Fixups;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.FixupTable;
import dev.touchstone.relocation.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Holds every form's typed method against the text assembler: the same operands, the same bytes.
final class TypedComparison {
    private static final int SAMPLES = 12;
    private static final int ALWAYS = 14;
    /// Typed calls have no way to write it.
    private static final Pattern MINUS_ZERO = Pattern.compile("#-0x0\\b");

    /// An assembler, seen from here.
    record Target(Object assembler, CodeBuffer code) {}

    private final ArmLanguage language;
    private final TypedCalls calls;
    private final Supplier<Target> targets;
    private final Map<String, String> wrong = new TreeMap<>();
    private int compared;

    TypedComparison(Isa isa, Class<?> assembler, Arguments arguments, Supplier<Target> targets) {
        this.language = ArmLanguage.of(isa);
        this.calls = new TypedCalls(assembler, arguments);
        this.targets = targets;
    }

    /// How many calls were compared.
    int compared() {
        return compared;
    }

    /// The set's forms.
    List<ArmForm> forms() {
        return language.forms();
    }

    /// Compares every form; answers what differed, a line for each form.
    List<String> run(long seed) {
        Random random = new Random(seed);
        for (ArmForm form : language.forms()) {
            if (form.attributes().sampled() || isForLabelsAlone(form)) {
                for (long[] values : OperandValues.legal(form, SAMPLES, random)) {
                    compare(form, values);
                }
            }
        }
        return List.copyOf(wrong.values());
    }

    private void compare(ArmForm form, long[] sampled) {
        long[] values = sampled.clone();
        Hole aim = label(form, values);
        ArmInstruction instruction = new ArmInstruction(form, values, List.of());
        String text = aim != null && isForLabelsAlone(form)
                ? language.formatWith(instruction, aim.index(), "target")
                : language.format(instruction, 0);
        if (MINUS_ZERO.matcher(text).find()) {
            return;
        }
        int blank = text.indexOf(' ');
        List<String> operands = new ArrayList<>(OperandTexts.split(blank < 0 ? "" : text.substring(blank)));
        List<String> whole = List.copyOf(operands);
        String method = method(form, values, blank < 0 ? text : text.substring(0, blank), operands);
        Target target = targets.get();
        Label origin = aim == null ? null : target.code.newLabel();
        try {
            if (instruction.itCondition() != ALWAYS) {
                calls.call(target.assembler, "it", List.of(ConditionCodec.name(instruction.itCondition())), null);
            }
            enterVectorBlock(form, values, target);
            int start = target.code.position();
            Label label = origin;
            if (origin != null && isForLabelsAlone(form)) {
                label = from(origin, target.code, reach(aim, values, start));
            }
            if (calls.call(target.assembler, method, operands, label) == null
                    && (!method.endsWith("_w")
                            || calls.call(target.assembler, method.substring(0, method.length() - 2), operands, label)
                                    == null)
                    && (form.template().mnemonic().hole() >= 0
                            || calls.call(target.assembler, form.mnemonic(), whole, label) == null)) {
                wrong.put(form.id(), form.id() + ": no method " + method + " takes " + operands + " (" + text + ")");
                return;
            }
            byte[] typed = finish(target.code, start, origin, aim == null ? 0 : reach(aim, values, start));
            CodeBuffer code = new CodeBuffer(language.machine());
            Label named = from(code.newLabel(), code, aim == null ? 0 : reach(aim, values, 0));
            language.encode(language.parse(text, name -> name.equals("target") ? named : null, 0), code);
            byte[] generic = finish(code, 0, null, 0);
            compared++;
            if (!Arrays.equals(typed, generic) && !isSameCall(typed, operands)) {
                HexFormat hex = HexFormat.of();
                wrong.put(
                        form.id(),
                        form.id() + ": " + text + " is " + hex.formatHex(typed) + " by call, " + hex.formatHex(generic)
                                + " by text");
            }
        } catch (EncodingException e) {
            wrong.put(form.id(), form.id() + ": " + text + ": " + e.getMessage());
        }
    }

    /// Whether these are the bytes of another form that is called with the same operands: a list of two registers and
    /// two
    /// registers are.
    private boolean isSameCall(byte[] typed, List<String> operands) {
        String text = language.format(language.decode(typed, 0).instruction(), 0);
        return OperandTexts.split(text.substring(text.indexOf(' ') + 1)).equals(operands);
    }

    /// Opens a block for an instruction that must stand in one.
    private void enterVectorBlock(ArmForm form, long[] values, Target target) {
        int index = form.template().mnemonic().hole();
        if (index >= 0 && form.holes().get(index).codec() instanceof VptPlaceCodec && values[index] == 1) {
            calls.call(target.assembler, "vpst", List.of(), null);
        }
    }

    /// The Java method's name; moves the condition to the operands, and words that are no operands to the name.
    private String method(ArmForm form, long[] values, String mnemonic, List<String> operands) {
        String method = form.mnemonic().replace('.', '_');
        int index = form.template().mnemonic().hole();
        if (index >= 0) {
            Hole hole = form.holes().get(index);
            if (!(hole.codec() instanceof ConditionCodec)) {
                return mnemonic.replace('.', '_');
            }
            if (!hole.isOptional() || values[index] != hole.missing()) {
                operands.addFirst(ConditionCodec.name(values[index]));
            }
        }
        if (mnemonic.endsWith(".w") && calls.hasMethod(method + "_w")) {
            method += "_w";
        }
        for (int i = 0; i < operands.size(); i++) {
            String operand = operands.get(i);
            if (operand.endsWith("}^")) {
                operands.set(i, operand.substring(0, operand.length() - 1));
                method += "_user";
            } else if (!operand.matches("[sdqpc][0-9]+") && calls.hasMethodFrom(method + "_" + operand)) {
                method += "_" + operands.remove(i--);
            }
        }
        return javax.lang.model.SourceVersion.isKeyword(method) ? method + "_" : method.toLowerCase(Locale.ROOT);
    }

    /// Whether the number is another row's.
    private static boolean isForLabelsAlone(ArmForm form) {
        return form.holes().stream()
                .anyMatch(hole -> hole.codec() instanceof LabelCodec codec
                        && codec.allowed().equals("a label"));
    }

    private FixupKind kind(LabelCodec codec) {
        FixupTable table = language.isa() == Isa.A64 ? AArch64Fixups.TABLE : AArch32Fixups.TABLE;
        return table.get(Objects.requireNonNull(codec.fixup()));
    }

    /// The hole that a label fills, whose value is made small; null if there is none.
    private @Nullable Hole label(ArmForm form, long[] values) {
        for (Hole hole : form.holes()) {
            if (hole.codec() instanceof LabelCodec codec && codec.fixup() != null) {
                values[hole.index()] = codec.encode(8, 0) == HoleCodec.REFUSED
                                || kind(codec).formula().startsWith("Page(")
                        ? 0
                        : 8;
                return hole;
            }
        }
        return null;
    }

    /// Where the label must stand for the hole's value.
    private int reach(Hole aim, long[] values, int start) {
        LabelCodec codec = (LabelCodec) aim.codec();
        boolean aligned = kind(codec).formula().contains("Pa");
        return (int) (values[aim.index()] - codec.addend()) + (aligned ? start & ~3 : start);
    }

    /// The place at `offset` of the code, which may lie before or behind what comes next.
    private static Label from(Label origin, CodeBuffer code, int offset) {
        int at = code.position();
        code.bind(origin);
        return origin.plus(offset - at);
    }

    /// The code from `start`, with its label at `offset`; at address 0, where all of it is one page.
    private static byte[] finish(CodeBuffer code, int start, @Nullable Label label, int offset) {
        int length = code.position();
        if (label != null && !label.isBound()) {
            while (code.position() < offset) {
                code.put16(0);
            }
            code.bind(label);
        }
        return Arrays.copyOfRange(code.toImage().at(0), start, length);
    }
}
