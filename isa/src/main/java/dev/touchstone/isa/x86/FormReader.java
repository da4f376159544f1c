package dev.touchstone.isa.x86;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.x86.OperandSpec.Immediate;
import dev.touchstone.isa.x86.OperandSpec.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Makes a form of a row. Its columns are `syntax | encoding | op/en | access | modes | feature | effects |
/// attributes`.
final class FormReader {
    private static final String VARIANT = "variant=";

    private final Row row;

    private FormReader(Row row) {
        this.row = row;
    }

    /// @throws dev.touchstone.isa.table.TableException if the row is wrong
    static X86Form read(Row row, int index) {
        try {
            X86Form form = new FormReader(row).form(index);
            FormChecks.check(form);
            return form;
        } catch (IllegalArgumentException e) {
            throw row.wrong(String.valueOf(e.getMessage()));
        }
    }

    private X86Form form(int index) {
        if (row.columns().size() > 8) {
            throw new IllegalArgumentException(
                    "a row has at most 8 columns, this one " + row.columns().size());
        }
        String syntax = row.column(0);
        int blank = syntax.indexOf(' ');
        String mnemonic = (blank < 0 ? syntax : syntax.substring(0, blank)).toLowerCase(Locale.ROOT);
        if (!mnemonic.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("\"" + mnemonic + "\" is no mnemonic");
        }
        X86Encoding encoding = EncodingParser.parse(row.column(1));
        List<String> texts =
                blank < 0 ? List.of() : List.of(syntax.substring(blank).trim().split("\\s*,\\s*"));
        List<OperandSpec> operands = extendImmediates(operands(texts), encoding);
        Set<Integer> modes = modes(setting(4, "modes"));
        Set<String> attributes = new LinkedHashSet<>();
        Tuple tuple = null;
        String variant = "";
        for (String word : setting(7, "attributes").split("\\s+")) {
            Tuple named = Tuple.ofName(word);
            if (named != null) {
                tuple = named;
            } else if (word.startsWith(VARIANT)) {
                variant = " (" + word.substring(VARIANT.length()) + ")";
            } else if (!word.isEmpty()) {
                attributes.add(word);
            }
        }
        String feature = setting(5, "feature");
        if (!feature.matches("[A-Za-z0-9_.+\\- ]+")) {
            throw new IllegalArgumentException("no feature: give the column or @feature");
        }
        return new X86Form(
                "x86:" + syntax + variant,
                index,
                mnemonic,
                syntax,
                operands,
                encoding,
                modes,
                isas(modes),
                feature,
                EffectsParser.parse(setting(6, "effects")),
                tuple,
                Set.copyOf(attributes),
                row.source());
    }

    private String setting(int column, String key) {
        String own = row.column(column);
        return own.isEmpty() ? row.defaults().getOrDefault(key, "") : own;
    }

    private List<OperandSpec> operands(List<String> texts) {
        String letters = row.column(2);
        String access = row.column(3);
        List<String> accesses = access.isEmpty() ? List.of() : List.of(access.split("\\s*,\\s*"));
        if (letters.length() != texts.size()) {
            throw new IllegalArgumentException(
                    "op/en \"" + letters + "\" has " + letters.length() + " letters for " + texts.size() + " operands");
        }
        if (accesses.size() != texts.size()) {
            throw new IllegalArgumentException(
                    "access \"" + access + "\" has " + accesses.size() + " entries for " + texts.size() + " operands");
        }
        List<OperandSpec> operands = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            operands.add(
                    OperandParser.parse(texts.get(i), Access.parse(accesses.get(i)), Field.parse(letters.charAt(i))));
        }
        return operands;
    }

    /// A sign-extended immediate is extended to the width of the form's first operand that has one.
    private static List<OperandSpec> extendImmediates(List<OperandSpec> operands, X86Encoding encoding) {
        int width = encoding.operandSize16() ? 16 : 0;
        for (OperandSpec operand : operands) {
            if (width == 0) {
                width = operand.widthForImmediates();
            }
        }
        List<OperandSpec> extended = new ArrayList<>();
        for (OperandSpec operand : operands) {
            Immediate value = operand.immediate();
            if (operand.kind() == Kind.IMMEDIATE && value != null && value.extended() == 0) {
                extended.add(operand.withImmediate(new Immediate(value.bits(), width)));
            } else {
                extended.add(operand);
            }
        }
        return List.copyOf(extended);
    }

    private static Set<Integer> modes(String text) {
        Set<Integer> modes = new TreeSet<>();
        for (String mode : text.split("\\s*,\\s*")) {
            if (!mode.equals("64") && !mode.equals("32")) {
                throw new IllegalArgumentException("modes \"" + text + "\": give 64, 32 or both, or @modes");
            }
            modes.add(Integer.parseInt(mode));
        }
        return Set.copyOf(modes);
    }

    private static Set<Isa> isas(Set<Integer> modes) {
        Set<Isa> isas = new LinkedHashSet<>();
        for (int mode : modes) {
            isas.add(mode == 64 ? Isa.X86_64 : Isa.X86_32);
        }
        return Set.copyOf(isas);
    }
}
