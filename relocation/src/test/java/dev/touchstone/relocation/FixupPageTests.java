package dev.touchstone.relocation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// `docs/fixup-kinds.md` says what the kinds say. To write it anew:
///
///     mvn -q test -pl relocation -Dtest=FixupPageTests -Dtouchstone.docs.write=true
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

                Written by `FixupPageTests` from the kinds themselves; change the rows, not this page.

                *Bits* is what is patched: one little-endian number, or `16:16`, a wide T32 instruction. *Value* is the psABI's formula: S is
                the symbol's address, A the addend, P the patched place (Pa: rounded down to 4), T bit 0 of a Thumb function's address, L the
                symbol's PLT entry (in an image the symbol itself); the others need a global offset table or thread-local storage, so kinds
                that have them are for object files and an image can't be linked with them. *From* and *to* are the smallest and largest value,
                *step* what it must be a multiple of; "any" means that some of the bits are taken and none are checked. A branch of A32 counts
                from 8 bytes behind its start and one of T32 from 4: there the addend is -8 or -4.

                Kinds named `fixup_…` are LLVM's names of what the psABI has no relocation for: their targets must be in the same section.
                """);
        Map<String, FixupTable> tables = new LinkedHashMap<>();
        tables.put("x86-64", X8664Fixups.TABLE);
        tables.put("x86 (32-bit)", X8632Fixups.TABLE);
        tables.put("A64", AArch64Fixups.TABLE);
        tables.put("A32 and T32", AArch32Fixups.TABLE);
        tables.forEach((name, table) -> {
            out.append("\n## ").append(name).append("\n\n");
            out.append("| kind | ELF | COFF | Mach-O | bits | value | from | to | step |\n");
            out.append("| --- | ---: | ---: | ---: | --- | --- | ---: | ---: | ---: |\n");
            table.kinds().forEach(kind -> out.append(row(kind)));
        });
        return out.toString();
    }

    private static String row(FixupKind kind) {
        boolean mark = kind.formula().equals("-");
        boolean any = kind.minimum() == Long.MIN_VALUE && kind.maximum() >= Long.MAX_VALUE - kind.alignment();
        return "| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        "`" + kind + "`",
                        kind.hasElfType() ? kind.elfType() : "",
                        number(kind.coffType()),
                        number(kind.machOType()),
                        mark ? "none, a mark" : kind.container().text,
                        mark ? "" : "`" + kind.formula().replace("|", "\\|") + "`",
                        mark ? "" : any ? "any" : kind.minimum(),
                        mark ? "" : any ? "any" : kind.maximum(),
                        mark ? "" : kind.alignment());
    }

    private static String number(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
    }
}
