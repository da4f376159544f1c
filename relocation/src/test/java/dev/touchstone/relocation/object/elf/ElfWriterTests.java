package dev.touchstone.relocation.object.elf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.relocation.AArch32Fixups;
import dev.touchstone.relocation.AArch64Fixups;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.RelocationException;
import dev.touchstone.relocation.SectionKind;
import dev.touchstone.relocation.SymbolType;
import dev.touchstone.relocation.X8632Fixups;
import dev.touchstone.relocation.X8664Fixups;
import dev.touchstone.relocation.object.elf.ElfFileReader.Relocation;
import dev.touchstone.relocation.object.elf.ElfFileReader.Symbol;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElfWriterTests {
    private static ElfFileReader read(CodeBuffer code) {
        return new ElfFileReader(ElfWriter.write(code.toObject()));
    }

    private static List<Relocation> of(ElfFileReader file, String section) {
        return file.relocations.stream()
                .filter(r -> r.section().equals(section))
                .toList();
    }

    @Test
    void x8664AddendsStandInTheRelocations() {
        CodeBuffer code = new CodeBuffer(Machine.X86_64);
        CodeBuffer data = code.section(SectionKind.DATA);
        Label inc = code.export(code.label("inc"), SymbolType.FUNCTION);
        Label local = code.label("local");
        code.align(16);
        code.bind(inc);
        code.put8(0xE8);
        code.put32(0x1111_1111);
        code.fixup(X8664Fixups.R_X86_64_PC32, 1, code.external("puts"), -4);
        code.put64(0);
        code.fixup(X8664Fixups.R_X86_64_64, 5, local.plus(3), 0);
        data.data().u64(0);
        data.bind(local);
        data.data().address(inc).address(data.external("far"));
        code.section(SectionKind.BSS).data().zeros(100);

        ElfFileReader file = read(code);
        assertEquals(62, file.machine());
        assertTrue(file.wide);
        assertEquals(new Symbol("inc", 0x12, 1, 0, 0), file.symbol("inc"));
        assertEquals(new Symbol("puts", 0x10, 0, 0, 0), file.symbol("puts"));
        assertEquals(new Symbol("local", 0, 2, 8, 0), file.symbol("local"));
        List<Relocation> text = of(file, ".text");
        assertEquals(new Relocation(".text", 1, 2, file.symbol("puts"), -4), text.get(0));
        assertEquals(new Relocation(".text", 5, 1, new Symbol("", 3, 2, 0, 0), 11), text.get(1));
        assertEquals(
                List.of(
                        new Relocation(".data", 8, 1, file.symbol("inc"), 0),
                        new Relocation(".data", 16, 1, file.symbol("far"), 0)),
                of(file, ".data"));
        assertEquals(16, file.section(".text").align());
        assertEquals(8, file.section(".bss").type(), "SHT_NOBITS");
        assertEquals(100, file.section(".bss").size());
        assertEquals(6, file.section(".text").flags());
        assertEquals(3, file.section(".data").flags());
        assertEquals(0, file.section(".note.GNU-stack").flags(), "no executable stack");
    }

    @Test
    void localSymbolsStandBeforeGlobalOnes() {
        CodeBuffer code = new CodeBuffer(Machine.A64);
        for (int i = 0; i < 10; i++) {
            Label label = code.label("f" + i);
            code.bind(i % 3 == 0 ? code.export(label, SymbolType.FUNCTION) : label);
            code.put32(0x9400_0000);
            code.fixup(AArch64Fixups.R_AARCH64_CALL26, 4 * i, code.external("g" + i), 0);
        }
        ElfFileReader file = read(code);
        int first = file.section(".symtab").info();
        for (int i = 0; i < file.symbols.size(); i++) {
            assertEquals(i < first, file.symbols.get(i).isLocal(), "symbol " + i);
        }
        for (int i = 0; i < 10; i++) {
            assertEquals("g" + i, file.relocations.get(i).symbol().name());
        }
    }

    @Test
    void addendsInThePatchedBytes() {
        CodeBuffer x86 = new CodeBuffer(Machine.X86_32);
        x86.put8(0xE8);
        x86.put32(0);
        x86.fixup(X8632Fixups.R_386_PC32, 1, x86.external("puts"), -4);
        CodeBuffer data = x86.section(SectionKind.DATA);
        data.data().u32(1);
        Label nameless = data.newLabel();
        data.bind(nameless);
        x86.data().address(nameless.plus(2));
        ElfFileReader file = read(x86);
        assertFalse(file.wide);
        assertArrayEquals(new byte[] {(byte) 0xE8, -4, -1, -1, -1, 6, 0, 0, 0}, file.bytes(".text"));
        assertEquals(2, file.relocations.get(0).type());
        assertEquals(3, file.relocations.get(1).symbol().info(), "the section's symbol");

        CodeBuffer a32 = new CodeBuffer(Machine.A32);
        a32.put32(0xEB00_0000);
        a32.fixup(AArch32Fixups.R_ARM_CALL, 0, a32.external("f"), -8);
        assertArrayEquals(new byte[] {-2, -1, -1, (byte) 0xEB}, read(a32).bytes(".text"));

        CodeBuffer t32 = new CodeBuffer(Machine.T32);
        t32.put32(0xD000_F000);
        t32.fixup(AArch32Fixups.R_ARM_THM_CALL, 0, t32.external("f"), -4);
        assertArrayEquals(
                new byte[] {-1, (byte) 0xF7, -2, (byte) 0xFF}, read(t32).bytes(".text"), "bl .");
    }

    @Test
    void armCodeIsMarked() {
        CodeBuffer a32 = new CodeBuffer(Machine.A32);
        a32.put32(0xE12F_FF1E);
        a32.data().u32(1);
        a32.put32(0xE12F_FF1E);
        CodeBuffer t32 = a32.section(SectionKind.TEXT, Machine.T32);
        t32.bind(t32.export(t32.label("thumb"), SymbolType.FUNCTION));
        t32.put16(0x4770);
        a32.section(SectionKind.DATA).data().address(a32.label("thumb"));
        ElfFileReader file = read(a32);
        assertEquals(
                List.of("$a 1 0", "$d 1 4", "$a 1 8", "$t 2 0", "$d 3 0"),
                file.symbols.stream()
                        .filter(s -> s.name().startsWith("$"))
                        .map(s -> "%s %d %d".formatted(s.name(), s.section(), s.value()))
                        .toList());
        assertEquals(1, file.symbol("thumb").value(), "T32");
        assertEquals(file.symbol("thumb"), of(file, ".data").getFirst().symbol());
        assertEquals(0x0500_0000, file.file.getInt(0x24));
        assertEquals(0x7000_0003, file.section(".ARM.attributes").type());

        CodeBuffer a64 = new CodeBuffer(Machine.A64);
        a64.data().u64(0);
        a64.put32(0xD65F_03C0);
        ElfFileReader wide = read(a64);
        assertEquals(0, wide.symbol("$d").value());
        assertEquals(8, wide.symbol("$x").value());
    }

    @Test
    void anAddendThatTheBytesCannotHoldIsRefused() {
        CodeBuffer a32 = new CodeBuffer(Machine.A32);
        a32.put32(0xE59F_0000);
        a32.fixup(AArch32Fixups.R_ARM_LDR_PC_G0, 0, a32.external("far").plus(5000), -8);
        String message =
                assertThrows(RelocationException.class, () -> read(a32)).getMessage();
        assertTrue(
                message.contains("R_ARM_LDR_PC_G0") && message.contains("4992") && message.contains("4095"), message);
    }

    @Test
    void aMachineWithoutElfIsRefused() {
        CodeBuffer code = new CodeBuffer(new Machine("pdp-11", "pdp-11", 4, 2));
        assertTrue(assertThrows(RelocationException.class, () -> read(code))
                .getMessage()
                .contains("pdp-11"));
    }
}
