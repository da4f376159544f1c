package dev.touchstone.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.encoder.arm.ArmLanguage;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.Hole;
import dev.touchstone.isa.arm.codec.LabelCodec;
import dev.touchstone.relocation.AArch32Fixups;
import dev.touchstone.relocation.AArch64Fixups;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.FixupTable;
import dev.touchstone.relocation.X8632Fixups;
import dev.touchstone.relocation.X8664Fixups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/fixup-kinds.md` says what the kinds say, and the rows that use them. To write it anew:
///
///     mvn -q test -pl encoder -am -Dtest=FixupPageTests -Dsurefire.failIfNoSpecifiedTests=false \
///         -Dtouchstone.docs.write=true
class FixupPageTests {
    private static final Path PAGE = Path.of("..", "docs", "fixup-kinds.md");

    @Test
    void thePageIsWhatTheKindsGive() throws IOException {
        String page = page();
        if (Boolean.getBoolean("touchstone.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.readString(PAGE), "write it with -Dtouchstone.docs.write=true");
    }

    private static String page() {
        StringBuilder out = new StringBuilder("""
                # Fixup kinds and their limits

                Written by `FixupPageTests` from the kinds and the instructions' rows; change those, not this page.

                *Bits* is what is patched: one little-endian number, or `16:16`, a wide T32 instruction. *Value* is the psABI's formula: S is
                the symbol's address, A the addend, P the patched place (Pa: rounded down to 4), T bit 0 of a Thumb function's address, L the
                symbol's PLT entry (in an image the symbol itself); the others need a global offset table or thread-local storage, so kinds
                that have them are for object files and an image can't be linked with them. *From* and *to* are the smallest and largest value,
                *step* what it must be a multiple of; "any" means that some of the bits are taken and none are checked. A branch of A32 counts
                from 8 bytes behind its start and one of T32 from 4: there the addend is -8 or -4.

                *Used by*: the instructions that take a label by this kind, in text and in typed calls. Where an operator is needed, it stands
                before the mnemonics: `:lo12:`, on x86 `@GOT` behind the label. Typed calls take any kind whose bits are the field's by `label.via(kind)`. "Data" is a number
                of that size; on x86 that is a displacement, an immediate and a datum alike.

                Kinds named `fixup_…` are LLVM's names of what the psABI has no relocation for: their targets must be in the same section.
                """);
        Map<String, FixupTable> tables = new LinkedHashMap<>();
        tables.put("x86-64", X8664Fixups.TABLE);
        tables.put("x86 (32-bit)", X8632Fixups.TABLE);
        tables.put("A64", AArch64Fixups.TABLE);
        tables.put("A32 and T32", AArch32Fixups.TABLE);
        tables.forEach((name, table) -> {
            out.append("\n## ").append(name).append("\n\n");
            out.append("| kind | ELF | COFF | Mach-O | bits | value | from | to | step | used by |\n");
            out.append("| --- | ---: | ---: | ---: | --- | --- | ---: | ---: | ---: | --- |\n");
            Map<FixupKind, String> uses = uses(table);
            table.kinds().forEach(kind -> out.append(row(kind, uses.getOrDefault(kind, kind.isPlain() ? "data" : ""))));
        });
        return out.toString();
    }

    private static String row(FixupKind kind, String uses) {
        boolean mark = kind.formula().equals("-");
        boolean any = kind.minimum() == Long.MIN_VALUE && kind.maximum() >= Long.MAX_VALUE - kind.alignment();
        return "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        "`" + kind + "`",
                        kind.hasElfType() ? kind.elfType() : "",
                        number(kind.coffType()),
                        number(kind.machOType()),
                        mark ? "none, a mark" : kind.unit(),
                        mark ? "" : "`" + kind.formula().replace("|", "\\|") + "`",
                        mark ? "" : any ? "any" : kind.minimum(),
                        mark ? "" : any ? "any" : kind.maximum(),
                        mark ? "" : kind.alignment(),
                        uses);
    }

    /// The mnemonics of the rows that take a label by each kind, by operator.
    private static Map<FixupKind, String> uses(FixupTable table) {
        Map<FixupKind, Map<String, TreeSet<String>>> all = new HashMap<>();
        List<Isa> sets = table == AArch64Fixups.TABLE
                ? List.of(Isa.A64)
                : table == AArch32Fixups.TABLE ? List.of(Isa.A32, Isa.T32) : List.of();
        if (sets.isEmpty()) {
            String resource = table == X8664Fixups.TABLE ? "x86-64.operators" : "x86-32.operators";
            Map<FixupKind, String> texts = new HashMap<>();
            RelocationOperators.load(resource, table)
                    .all()
                    .forEach(o -> texts.put(
                            o.kind(),
                            "`@" + o.name().toUpperCase(Locale.ROOT) + "`"
                                    + (o.kind().isPlain() ? " data" : "")));
            return texts;
        }
        for (Isa isa : sets) {
            RelocationOperators operators =
                    RelocationOperators.load(isa == Isa.A64 ? "aarch64.operators" : "aarch32.operators", table);
            for (ArmForm form : ArmLanguage.of(isa).forms()) {
                for (Hole hole : form.holes()) {
                    if (!(hole.codec() instanceof LabelCodec codec) || codec.fixup() == null) {
                        continue;
                    }
                    FixupKind usual = table.get(codec.fixup());
                    if (!codec.needsOperator()) {
                        add(all, usual, "", form);
                    }
                    for (RelocationOperators.Operator operator : operators.all()) {
                        if (operator.usual().equals(usual)) {
                            add(all, operator.kind(), "`:" + operator.name() + ":` ", form);
                        }
                    }
                }
            }
        }
        Map<FixupKind, String> texts = new HashMap<>();
        all.forEach((kind, byOperator) -> texts.put(
                kind,
                byOperator.entrySet().stream()
                        .map(e -> e.getKey() + String.join(", ", e.getValue()))
                        .collect(Collectors.joining("; "))));
        return texts;
    }

    private static void add(
            Map<FixupKind, Map<String, TreeSet<String>>> all, FixupKind kind, String operator, ArmForm form) {
        all.computeIfAbsent(kind, k -> new TreeMap<>())
                .computeIfAbsent(operator, o -> new TreeSet<>())
                .add(form.mnemonic().replaceFirst("\\..*", ""));
    }

    private static String number(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
    }
}
