package dev.touchstone.encoder.arm;

import static dev.touchstone.encoder.aarch64.A64Registers.d0;
import static dev.touchstone.encoder.aarch64.A64Registers.q0;
import static dev.touchstone.encoder.aarch64.A64Registers.s0;
import static dev.touchstone.encoder.aarch64.A64Registers.w0;
import static dev.touchstone.encoder.aarch64.A64Registers.x0;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.aarch32.A32MacroAssembler;
import dev.touchstone.encoder.aarch32.A32Registers;
import dev.touchstone.encoder.aarch32.Condition;
import dev.touchstone.encoder.aarch32.T32MacroAssembler;
import dev.touchstone.encoder.aarch64.A64MacroAssembler;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Label;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Which instructions the macro assemblers take.
class MacroAssemblerTests {
    /// The instructions as text, at address 0x10000; literals are not shown.
    private static String text(Isa isa, CodeBuffer code) {
        int end = code.position();
        CodeImage image = code.toImage();
        byte[] linked = image.at(0x10000, Map.of("far", 0x12345678L));
        MachineLanguage language = MachineLanguages.of(isa);
        StringJoiner text = new StringJoiner("; ");
        for (int at = 0; at < end; ) {
            Decoded decoded = language.decode(linked, at);
            text.add(language.format(decoded.instruction(), 0x10000 + at));
            at += decoded.length();
        }
        return text.toString();
    }

    private static String a64(Consumer<A64MacroAssembler> body) {
        A64MacroAssembler a = new A64MacroAssembler();
        body.accept(a);
        return text(Isa.A64, a.code());
    }

    private static String a64(long value) {
        return a64(a -> a.constant(x0, value));
    }

    private static String a32(Consumer<A32MacroAssembler> body) {
        A32MacroAssembler a = new A32MacroAssembler();
        body.accept(a);
        return text(Isa.A32, a.code());
    }

    private static String t32(Consumer<T32MacroAssembler> body) {
        T32MacroAssembler t = new T32MacroAssembler();
        body.accept(t);
        return text(Isa.T32, t.code());
    }

    @Test
    void constantsOfA64() {
        assertEquals("mov x0, #0x0", a64(0));
        assertEquals("mov x0, #0x12340000", a64(0x1234_0000));
        assertEquals("mov x0, #-0x2", a64(-2));
        assertEquals("mov x0, #0xff00ff00ff00ff0", a64(0x0FF0_0FF0_0FF0_0FF0L));
        assertEquals("mov w0, #-0xedcc", a64(0xFFFF_1234L));
        assertEquals("mov x0, #0x5678; movk x0, #0x1234, lsl #0x10", a64(0x1234_5678));
        assertEquals("mov x0, #-0xa988; movk x0, #0x1234, lsl #0x10", a64(0xFFFF_FFFF_1234_5678L));
        assertEquals("mov x0, #0xff00ff00ff00ff0; movk x0, #0x1234", a64(0x0FF0_0FF0_0FF0_1234L));
        assertEquals(
                "mov x0, #0x9abc; movk x0, #0x5678, lsl #0x10; movk x0, #0x1234, lsl #0x30",
                a64(0x1234_0000_5678_9ABCL));
        assertEquals(
                "mov x0, #-0x65430001; movk x0, #0x5678, lsl #0x20; movk x0, #0x1234, lsl #0x30",
                a64(0x1234_5678_9ABC_FFFFL));
        assertEquals("ldr x0, #0x8", a64(0x1234_5678_9ABC_DEF0L));
        assertEquals("mov w0, #-0x1", a64(a -> a.constant(w0, -1)));
        assertEquals("mov w0, #0x5678; movk w0, #0x1234, lsl #0x10", a64(a -> a.constant(w0, 0x12345678)));
        assertEquals("fmov d0, #0.125", a64(a -> a.constant(d0, 0.125)));
        assertEquals("fmov d0, xzr", a64(a -> a.constant(d0, 0)));
        assertEquals("ldr d0, #0x8", a64(a -> a.constant(d0, -0.0)));
        assertEquals("ldr s0, #0x4", a64(a -> a.constant(s0, 0.1f)));
        assertEquals("ldr q0, #0x10", a64(a -> a.constant(q0, 1, 2)));
    }

    @Test
    void addressesOfA64() {
        assertEquals("adr x0, #0x0", a64(a -> {
            Label here = a.newLabel();
            a.bind(here);
            a.address(x0, here);
        }));
        assertEquals("adrp x0, #0x0; add x0, x0, #0x8", a64(a -> {
            Label behind = a.newLabel();
            a.address(x0, behind);
            a.bind(behind);
        }));
        assertEquals("adrp x0, #-0x124000; add x0, x0, #0xbaa", a64(a -> {
            Label far = a.newLabel();
            a.bind(far);
            a.address(x0, far.plus(-0x12_3456));
        }));
        assertEquals("ldr x0, #0x8", a64(a -> a.address(x0, a.code().external("far"))));
        assertEquals("mov x16, #0x5678; movk x16, #0x1234, lsl #0x10; blr x16", a64(a -> a.call(0x12345678)));
        assertEquals("mov x16, #0x1000; br x16", a64(a -> a.jump(0x1000)));
    }

    @Test
    void constantsOfA32() {
        assertEquals("mov r1, #0xff000000", a32(a -> a.constant(A32Registers.r1, 0xFF000000)));
        assertEquals("mvn r1, #0x1", a32(a -> a.constant(A32Registers.r1, -2)));
        assertEquals("movw r1, #0x1234", a32(a -> a.constant(A32Registers.r1, 0x1234)));
        assertEquals("movw r1, #0x5678; movt r1, #0x1234", a32(a -> a.constant(A32Registers.r1, 0x12345678)));
        assertEquals("vmov.f64 d0, #-2.0", a32(a -> a.constant(A32Registers.d0, -2)));
        assertEquals("vldr s0, [pc, #-0x4]", a32(a -> a.constant(A32Registers.s0, 0.1f)));
        assertEquals("ldr r1, [pc, #-0x4]", a32(a -> a.literal(A32Registers.r1, 7)));
        assertEquals("movw r1, #0xfff0; movt r1, #0xffff; add r1, pc, r1", a32(a -> {
            Label here = a.newLabel();
            a.bind(here);
            a.address(A32Registers.r1, here);
        }));
        assertEquals(
                "movw r1, #0x5678; movt r1, #0x1234",
                a32(a -> a.address(A32Registers.r1, a.code().external("far"))));
        assertEquals("movw r12, #0x5678; movt r12, #0x1234; blx r12", a32(a -> a.call(0x12345678)));
        assertEquals("mov r12, #0x1000; bx r12", a32(a -> a.jump(0x1000)));
    }

    @Test
    void constantsOfT32() {
        assertEquals("mov.w r1, #0x120012", t32(t -> t.constant(A32Registers.r1, 0x00120012)));
        assertEquals("mvn.w r1, #0x1", t32(t -> t.constant(A32Registers.r1, -2)));
        assertEquals("movw r1, #0x1234", t32(t -> t.constant(A32Registers.r1, 0x1234)));
        assertEquals("movw r1, #0x5678; movt r1, #0x1234", t32(t -> t.constant(A32Registers.r1, 0x12345678)));
        assertEquals("ldr r1, [pc, #0x0]", t32(t -> t.literal(A32Registers.r1, 7)));
        assertEquals("ldr.w r8, [pc]", t32(t -> t.literal(A32Registers.r8, 7)));
        assertEquals("movw r1, #0xfff4; movt r1, #0xffff; add r1, pc", t32(t -> {
            Label here = t.newLabel();
            t.bind(here);
            t.address(A32Registers.r1, here);
        }));
        assertEquals(
                "movw r1, #0x5678; movt r1, #0x1234",
                t32(t -> t.address(A32Registers.r1, t.code().external("far"))));
        assertEquals("movw r12, #0x5679; movt r12, #0x1234; blx r12", t32(t -> t.call(0x12345679)));
        T32MacroAssembler t = new T32MacroAssembler();
        t.it(Condition.EQ);
        assertThrows(EncodingException.class, () -> t.constant(A32Registers.r1, 5));
        assertThrows(EncodingException.class, () -> t.address(A32Registers.r1, t.newLabel()));
        assertEquals(2, t.code().position());
    }
}
