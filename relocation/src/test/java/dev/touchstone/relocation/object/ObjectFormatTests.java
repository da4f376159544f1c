package dev.touchstone.relocation.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.touchstone.relocation.AArch64Fixups;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.RelocationException;
import dev.touchstone.relocation.SectionKind;
import dev.touchstone.relocation.X8664Fixups;
import org.junit.jupiter.api.Test;

/// What the formats can't hold is refused; what they can is held against LLVM's in `conformance-tests`.
class ObjectFormatTests {
    private static String refused(ObjectFormat format, CodeBuffer code) {
        return assertThrows(RelocationException.class, () -> format.write(code.toObject()))
                .getMessage();
    }

    private static CodeBuffer one(Machine machine, FixupKind kind, long addend) {
        CodeBuffer code = new CodeBuffer(machine);
        Label target = code.external("target");
        code.put64(0);
        code.fixup(kind, 0, target, addend);
        return code;
    }

    @Test
    void machinesOfNoSuchFormat() {
        for (Machine machine : new Machine[] {Machine.X86_32, Machine.A32, Machine.T32}) {
            assertEquals(
                    "no Mach-O object for " + machine.name() + "; there is one for x86-64, aarch64",
                    refused(ObjectFormat.MACHO, new CodeBuffer(machine)));
            assertEquals(
                    "no COFF object for " + machine.name() + "; there is one for x86-64, aarch64",
                    refused(ObjectFormat.COFF, new CodeBuffer(machine)));
        }
    }

    @Test
    void kindsWithoutARelocationThere() {
        assertEquals(
                "R_AARCH64_CONDBR19 at offset 0x0 of .text has no relocation in Mach-O files",
                refused(ObjectFormat.MACHO, one(Machine.A64, AArch64Fixups.R_AARCH64_CONDBR19, 0)));
        assertEquals(
                "R_X86_64_GOTPCREL at offset 0x0 has no relocation in COFF files",
                refused(ObjectFormat.COFF, one(Machine.X86_64, X8664Fixups.R_X86_64_GOTPCREL, -4)));
    }

    @Test
    void addendsOfMachOOnArm64HaveTwentyFourBits() {
        FixupKind page = AArch64Fixups.R_AARCH64_ADR_PREL_PG_HI21;
        for (long addend : new long[] {-(1 << 23), (1 << 23) - 1}) {
            ObjectFormat.MACHO.write(one(Machine.A64, page, addend).toObject());
        }
        for (long addend : new long[] {-(1 << 23) - 1, 1 << 23}) {
            assertEquals(
                    page + " at offset 0x0: a Mach-O file can't hold the addend " + addend
                            + "; allowed are -8388608 to 8388607",
                    refused(ObjectFormat.MACHO, one(Machine.A64, page, addend)));
        }
    }

    @Test
    void addendsInTheBytesFitTheField() {
        FixupKind call = AArch64Fixups.R_AARCH64_CALL26;
        ObjectFormat.COFF.write(one(Machine.A64, call, (1 << 27) - 4).toObject());
        assertEquals(
                call
                        + " at offset 0x0 can't hold the addend 134217728; allowed are -134217728 to 134217724 in steps of 4",
                refused(ObjectFormat.COFF, one(Machine.A64, call, 1 << 27)));
        FixupKind page = AArch64Fixups.R_AARCH64_ADR_PREL_PG_HI21;
        ObjectFormat.COFF.write(one(Machine.A64, page, (1 << 20) - 1).toObject());
        assertEquals(
                page + " at offset 0x0 can't hold the addend 1048576; allowed are -1048576 to 1048575",
                refused(ObjectFormat.COFF, one(Machine.A64, page, 1 << 20)));
    }

    @Test
    void sectionsOfCoffAreAlignedTo8192AtMost() {
        CodeBuffer code = new CodeBuffer(Machine.X86_64);
        CodeBuffer data = code.section(SectionKind.DATA);
        data.align(8192);
        data.data().u8(1);
        ObjectFormat.COFF.write(code.toObject());
        data.align(16384);
        assertEquals("a COFF section is aligned to at most 8192 bytes, not 16384", refused(ObjectFormat.COFF, code));
        ObjectFormat.ELF.write(code.toObject());
        ObjectFormat.MACHO.write(code.toObject());
    }
}
