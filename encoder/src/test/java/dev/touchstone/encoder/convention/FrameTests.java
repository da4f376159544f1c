package dev.touchstone.encoder.convention;

import static dev.touchstone.encoder.convention.CallingConvention.*;
import static dev.touchstone.encoder.convention.ValueKind.INT64;
import static dev.touchstone.encoder.x86.X86Registers.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.aarch32.A32Assembler;
import dev.touchstone.encoder.aarch32.A32Registers;
import dev.touchstone.encoder.aarch32.T32Assembler;
import dev.touchstone.encoder.aarch64.A64Assembler;
import dev.touchstone.encoder.aarch64.A64Registers;
import dev.touchstone.encoder.x86.X86Assembler;
import dev.touchstone.encoder.x86.X86Assembler32;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What frames emit; that it does its work is seen among the link tests.
class FrameTests {
    private static String text(Isa isa, CodeBuffer code) {
        byte[] bytes = code.toImage().at(0);
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            var decoded = MachineLanguages.of(isa).decode(bytes, at);
            lines.add(MachineLanguages.of(isa).format(decoded.instruction(), at));
            at += decoded.length();
        }
        return String.join("; ", lines);
    }

    private static String text(X86Frame frame) {
        X86Assembler a = new X86Assembler();
        frame.prologue(a);
        frame.epilogue(a);
        return text(Isa.X86_64, a.code());
    }

    private static String text(A64Frame frame) {
        A64Assembler a = new A64Assembler();
        frame.prologue(a);
        frame.epilogue(a);
        return text(Isa.A64, a.code());
    }

    private static String text(AArch32Frame frame) {
        A32Assembler a = new A32Assembler();
        frame.prologue(a);
        frame.epilogue(a);
        return text(Isa.A32, a.code());
    }

    private static String refusal(Runnable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
    }

    @Test
    void systemV() {
        X86Frame frame = X86Frame.of(SYSV_X86_64);
        assertEquals("ret", text(frame));
        assertEquals("ret", text(frame.locals(128)));
        assertEquals("sub rsp, 0x98; add rsp, 0x98; ret", text(frame.locals(129)));
        assertEquals("sub rsp, 0x8; add rsp, 0x8; ret", text(frame.calls()));
        assertEquals("push rbx; pop rbx; ret", text(frame.save(rbx).calls()));
        assertEquals(
                "push rbp; mov rbp, rsp; push rbx; sub rsp, 0x18; lea rsp, [rbp - 0x8]; pop rbx; pop rbp; ret",
                text(frame.framePointer().save(rbx).locals(8).calls()));
    }

    @Test
    void windows() {
        X86Frame frame = X86Frame.of(WIN64).calls();
        assertEquals("sub rsp, 0x28; add rsp, 0x28; ret", text(frame));
        assertEquals(
                "sub rsp, 0x38; movaps xmmword ptr [rsp + 0x20], xmm6; movaps xmm6, xmmword ptr [rsp + 0x20]; add rsp, 0x38; ret",
                text(frame.save(xmm6)));
        assertEquals(
                "lea r11, [rsp - 0x1028]; mov r10, rsp; sub r10, 0x1000; test byte ptr [r10], r10b; cmp r10, r11; ja 0xb;"
                        + " sub rsp, 0x1028; add rsp, 0x1028; ret",
                text(frame.locals(4096)));
        assertEquals(
                "sub rsp, 0x1008; add rsp, 0x1008; ret",
                text(X86Frame.of(SYSV_X86_64).locals(4096)));
    }

    @Test
    void i386() {
        X86Assembler32 a = new X86Assembler32();
        X8632Frame frame = X8632Frame.of(CDECL_I386).save(ebx).locals(4).calls();
        frame.prologue(a);
        a.mov(eax, frame.incoming(new Place.OnStack(0)));
        a.mov(frame.local(0), eax);
        frame.epilogue(a);
        assertEquals(
                "push ebx; sub esp, 0x18; mov eax, dword ptr [esp + 0x20]; mov dword ptr [esp], eax; add esp, 0x18; pop ebx; ret",
                text(Isa.X86_32, a.code()));
    }

    @Test
    void a64() {
        A64Frame frame = A64Frame.of(AAPCS64);
        assertEquals("ret", text(frame));
        assertEquals("sub sp, sp, #0x10; add sp, sp, #0x10; ret", text(frame.locals(1)));
        assertEquals("ret", text(A64Frame.of(APPLE_ARM64).locals(128)));
        assertEquals("stp x29, x30, [sp, #-0x10]!; mov x29, sp; ldp x29, x30, [sp], #0x10; ret", text(frame.calls()));
        assertEquals(
                "stp x29, x30, [sp, #-0x30]!; mov x29, sp; str x19, [sp, #0x10]; str d8, [sp, #0x20];"
                        + " sub sp, sp, #0x1, lsl #0xc; sub sp, sp, #0x10; mov sp, x29;"
                        + " ldr x19, [sp, #0x10]; ldr d8, [sp, #0x20]; ldp x29, x30, [sp], #0x30; ret",
                text(frame.save(A64Registers.x19).save(A64Registers.v8).locals(4100)));
        assertTrue(text(A64Frame.of(WINDOWS_ARM64).locals(4096))
                .startsWith("sub x17, sp, #0x1, lsl #0xc; mov x16, sp; sub x16, x16, #0x1, lsl #0xc; ldr xzr, [x16];"
                        + " cmp x16, x17; b.hi "));
    }

    @Test
    void a32() {
        AArch32Frame frame = AArch32Frame.of(AAPCS32_VFP);
        assertEquals("bx lr", text(frame));
        assertEquals("push { lr }; sub sp, sp, #0x4; add sp, sp, #0x4; pop { pc }", text(frame.calls()));
        assertEquals(
                "push {r4, r11, lr}; add r11, sp, #0x4; vpush {d8-d10}; sub sp, sp, #0x4;"
                        + " sub r12, r11, #0x1c; mov sp, r12; vpop {d8-d10}; pop {r4, r11, pc}",
                text(frame.save(A32Registers.d10, A32Registers.d8)
                        .save(A32Registers.r4)
                        .framePointer()
                        .calls()));
        assertEquals(
                "movw r12, #0x11a0; movt r12, #0x1; sub sp, sp, r12; movw r12, #0x11a0; movt r12, #0x1; add sp, sp, r12; bx lr",
                text(frame.locals(70_048)));
    }

    @Test
    void t32() {
        T32Assembler a = new T32Assembler();
        AArch32Frame frame = AArch32Frame.of(AAPCS32)
                .save(A32Registers.r4, A32Registers.r8)
                .framePointer()
                .calls();
        frame.prologue(a);
        frame.epilogue(a);
        assertEquals(
                "push {r4, r8, r11, lr}; add r11, sp, #0x8; sub r12, r11, #0x8; mov sp, r12; pop {r4, r8, r11, pc}",
                text(Isa.T32, a.code()).replace(".w", ""));
    }

    /// Nothing is so big, or so odd, that the stack is not aligned at a call.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 15, 16, 4095, 4096, 100_001})
    void callsAreAligned(int locals) {
        for (CallingConvention convention : List.of(SYSV_X86_64, WIN64)) {
            X86Frame frame = X86Frame.of(convention).locals(locals).calls();
            assertEquals(8, frame.bytes() % 16);
            assertEquals(8, frame.save(rbx, r12).bytes() % 16);
            assertEquals(8, frame.save(r12).framePointer().bytes() % 16);
        }
        assertEquals(0, A64Frame.of(AAPCS64).locals(locals).calls().bytes() % 16);
        assertEquals(
                0,
                AArch32Frame.of(AAPCS32)
                                .save(A32Registers.r4)
                                .locals(locals)
                                .calls()
                                .bytes()
                        % 8);
        assertEquals(
                12, X8632Frame.of(CDECL_I386).save(esi).locals(locals).calls().bytes() % 16);
        assertEquals(
                8, X86Frame.of(SYSV_X86_64).calls(SYSV_X86_64.assign(seven())).bytes() % 16);
    }

    private static Signature seven() {
        return Signature.ofVoid(INT64, INT64, INT64, INT64, INT64, INT64, INT64);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertEquals(
                "rax is no register that a function keeps by sysv-x86-64; those: [rbx, rbp, r12, r13, r14, r15]",
                refusal(() -> X86Frame.of(SYSV_X86_64).save(rax)));
        assertTrue(refusal(() -> X86Frame.of(SYSV_X86_64).save(xmm6)).endsWith("those: none"));
        assertEquals("rbx is saved already", refusal(() -> X86Frame.of(WIN64).save(rbx, rbx)));
        assertTrue(refusal(() -> X86Frame.of(WIN64).framePointer().save(rbp)).contains("rbp is the frame pointer"));
        assertTrue(refusal(() -> X86Frame.of(WIN64).save(rbp).framePointer()).contains("rbp is the frame pointer"));
        assertTrue(refusal(() -> X86Frame.of(AAPCS64)).startsWith("a frame of x86-64 code by aapcs64"));
        assertTrue(refusal(() -> AArch32Frame.of(AAPCS64)).contains("which is for [a64]"));
        assertTrue(
                refusal(() -> A64Frame.of(APPLE_ARM64).save(A64Registers.x18)).startsWith("x18 is no register"));
        assertTrue(refusal(() -> X86Frame.of(WIN64).locals(-1).bytes()).contains("allowed are 0 to "));
        assertTrue(refusal(() -> A64Frame.of(AAPCS64).locals(1 << 24).bytes()).contains("allowed are 0 to 0xFFFFF0"));
        assertEquals(
                "no local at offset 8: there are 8 bytes",
                refusal(() -> X86Frame.of(WIN64).locals(8).local(8)));
    }
}
