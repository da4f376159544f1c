package dev.touchstone.relocation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Branches to external symbols near and far.
class StubsTests {
    private static final long BASE = 0x4000_0000L;

    /// A call, as the encoders write it, and what its stub must be.
    ///
    /// @param field offset of the patched bytes in the call
    /// @param entry bit 0 of functions' addresses
    /// @param stub by llvm-mc
    record Call(Machine machine, FixupKind kind, long addend, String code, int field, int entry, String stub) {}

    static Stream<Call> calls() {
        return Stream.of(
                new Call(
                        Machine.X86_64,
                        X8664Fixups.R_X86_64_PLT32,
                        -4,
                        "e800000000",
                        1,
                        0,
                        "ff2502000000cccc"), // jmp [rip + 2]
                new Call(
                        Machine.A64,
                        AArch64Fixups.R_AARCH64_CALL26,
                        0,
                        "00000094",
                        0,
                        0,
                        "5000005800021fd6"), // ldr x16, #8; br x16
                new Call(Machine.A32, AArch32Fixups.R_ARM_CALL, -8, "000000eb", 0, 0, "04f01fe5"), // ldr pc, [pc, #-4]
                new Call(
                        Machine.T32, AArch32Fixups.R_ARM_THM_CALL, -4, "00f000d0", 0, 1, "dff800f0")); // ldr.w pc, [pc]
    }

    private static CodeImage image(Call call) {
        CodeBuffer code = new CodeBuffer(call.machine);
        code.put(HexFormat.of().parseHex(call.code));
        code.fixup(call.kind, call.field, code.external("f"), call.addend);
        code.section(SectionKind.DATA).data().u8(7);
        return code.toImage();
    }

    private static long target(Call call, byte[] linked, long address) {
        return call.kind.read(linked, call.field) - call.addend + address + call.field;
    }

    private static long base(Call call) {
        return call.machine.pointerBytes() == 8 ? 0x12_0000_0000L : BASE;
    }

    /// The last address that is reached directly, and the first one that is not, on both sides.
    @ParameterizedTest
    @MethodSource("calls")
    void atTheLimits(Call call) {
        long base = base(call);
        CodeImage image = image(call);
        int stub = image.offsetOf("f@plt");
        for (boolean up : new boolean[] {true, false}) {
            long last = (up ? call.kind.maximum() : call.kind.minimum()) - call.addend + base + call.field;
            long beyond = last + (up ? 1 : -1) * call.kind.alignment();
            byte[] near = image.at(base, Map.of("f", last | call.entry));
            assertEquals(last, target(call, near, base));
            byte[] far = image.at(base, Map.of("f", beyond | call.entry));
            assertEquals(base + stub, target(call, far, base));
            byte[] code = HexFormat.of().parseHex(call.stub);
            assertArrayEquals(code, Arrays.copyOfRange(far, stub, stub + code.length));
            int pointer = stub + code.length;
            assertEquals(0, pointer % call.machine.pointerBytes(), "an aligned address");
            long address = call.machine.pointerBytes() == 8
                    ? Container.LE64.read(far, pointer)
                    : Container.LE32.read(far, pointer) & 0xFFFF_FFFFL;
            assertEquals(beyond | call.entry, address);
            assertEquals(image.size(), far.length);
            assertEquals(near.length, far.length);
        }
    }

    /// A moved image takes the stub when it must, and only then, and changes nothing else.
    @ParameterizedTest
    @MethodSource("calls")
    void movedImages(Call call) {
        CodeImage image = image(call);
        Map<String, Long> externals = Map.of("f", BASE + 0x10_0000 | call.entry);
        LinkedImage linked = image.link(BASE, externals);
        long far = call.machine.pointerBytes() == 8 ? 0x7F00_0000_0000L : 0x4000L;
        assertEquals(List.of(new LinkedImage.Change(call.field, 4)), linked.moveTo(far));
        assertArrayEquals(image.at(far, externals), linked.bytes());
        assertEquals(far + image.offsetOf("f@plt"), target(call, linked.bytes(), far));
        assertEquals(List.of(), linked.moveTo(far + 0x1000), "the stub moves along");
        linked.moveTo(BASE);
        assertArrayEquals(image.at(BASE, externals), linked.bytes());
    }

    @Test
    void branchesShareAStubAndOthersHaveNone() {
        CodeBuffer code = new CodeBuffer(Machine.A64);
        for (int i = 0; i < 3; i++) {
            code.put32(0x9400_0000);
            code.fixup(AArch64Fixups.R_AARCH64_CALL26, 4 * i, code.external("f"), 0);
        }
        code.put32(0x1400_0000);
        code.fixup(AArch64Fixups.R_AARCH64_JUMP26, 12, code.external("g").plus(4), 0);
        code.data().address(code.external("h"));
        assertEquals(24, code.position());
        CodeImage image = code.toImage();
        assertEquals(24 + 16, image.size());
        assertEquals(Map.of("f@plt", 24), image.symbols());
        assertEquals(List.of("f", "g", "h"), image.externals());
        assertEquals(
                0,
                code.toObject().symbols().stream().filter(s -> !s.isExternal()).count(),
                "linkers have their own");
        Map<String, Long> far = Map.of("f", 1L << 40, "g", 1L << 40, "h", 1L << 40);
        String message = String.valueOf(
                assertThrows(RelocationException.class, () -> image.at(0, far)).getMessage());
        assertEquals(
                "R_AARCH64_JUMP26 at offset 0xc, to \"g\": S + A - P = 1099511627768 (0xfffffffff8) is out of range;"
                        + " allowed are -134217728 to 134217724 in steps of 4",
                message);
    }

    /// Each set has its own stubs, and a call of the other set's function takes one, however near it is.
    @Test
    void functionsOfTheOtherSet() {
        CodeBuffer code = new CodeBuffer(Machine.A32);
        CodeBuffer thumb = code.section(SectionKind.TEXT, Machine.T32);
        code.put32(0xEB00_0000);
        code.fixup(AArch32Fixups.R_ARM_CALL, 0, code.external("f"), -8);
        thumb.put32(0xD000_F000);
        thumb.fixup(AArch32Fixups.R_ARM_THM_CALL, 0, code.external("f"), -4);
        CodeImage image = code.toImage();
        int stub = image.offsetOf("f@plt");
        int thumbStub = image.offsetOf("f@plt.t32");
        int call = image.sections().get(1).offset();
        byte[] ofA32 = image.at(0, Map.of("f", 0x1000L));
        byte[] ofT32 = image.at(0, Map.of("f", 0x1001L));
        assertEquals(0x1000, 8 + AArch32Fixups.R_ARM_CALL.read(ofA32, 0));
        assertEquals(stub, 8 + AArch32Fixups.R_ARM_CALL.read(ofT32, 0));
        assertEquals(thumbStub, call + 4 + AArch32Fixups.R_ARM_THM_CALL.read(ofA32, call));
        assertEquals(0x1000, call + 4 + AArch32Fixups.R_ARM_THM_CALL.read(ofT32, call));
    }

    @Test
    void aStubByTheUsersOwnHandIsTaken() {
        CodeBuffer code = new CodeBuffer(Machine.A64);
        code.put32(0x9400_0000);
        code.fixup(AArch64Fixups.R_AARCH64_CALL26, 0, code.external("f"), 0);
        code.bind(code.label("f@plt"));
        code.put32(0xD420_0000);
        CodeImage image = code.toImage();
        assertEquals(8, image.size());
        assertEquals(4, AArch64Fixups.R_AARCH64_CALL26.read(image.at(0, Map.of("f", 1L << 40)), 0));
    }

    @Test
    void missingSymbolsAreNamedTogether() {
        CodeBuffer code = new CodeBuffer(Machine.A64);
        code.put32(0x9400_0000);
        code.fixup(AArch64Fixups.R_AARCH64_CALL26, 0, code.external("f"), 0);
        code.data().address(code.external("g")).address(code.external("h"));
        LinkedImage linked = code.toImage().link(0, Map.of("f", 4L, "g", 8L, "h", 12L));
        Relocation i = new Relocation(AArch64Fixups.R_AARCH64_ABS64, 4, "i", 0, 0);
        Relocation j = new Relocation(AArch64Fixups.R_AARCH64_ABS64, 12, "j", 0, 0);
        assertEquals(
                "no address for the external symbols [i, j]",
                assertThrows(RelocationException.class, () -> linked.replace(4, new byte[16], i, j))
                        .getMessage());
        assertEquals(
                "no address for the external symbols [f, h]",
                assertThrows(RelocationException.class, () -> code.toImage().at(0, Map.of("g", 8L)))
                        .getMessage());
    }
}
