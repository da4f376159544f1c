package dev.touchstone.encoder.x86;

import static dev.touchstone.encoder.x86.Mem.dword;
import static dev.touchstone.encoder.x86.Mem.eip;
import static dev.touchstone.encoder.x86.Mem.ptr;
import static dev.touchstone.encoder.x86.Mem.rip;
import static dev.touchstone.encoder.x86.X86Registers.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.isa.x86.X86Form;
import dev.touchstone.isa.x86.X86Tables;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.RelocationException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The generic encoder on rows of its own; the expected bytes are those of llvm-mc 19.
class X86EncoderTests {
    private static final String ROWS = """
            @modes 64,32
            @feature F
            ADD r/m8, r8     | 00 /r | MR | rw,r | | | | lockable
            ADD r/m16, r16   | o16 01 /r | MR | rw,r | | | | lockable
            ADD r/m64, r64   | REX.W + 01 /r | MR | rw,r | 64
            ADD r/m32, simm8 | 83 /0 ib | MI | rw,r
            MOV r32, r/m32   | 8B /r | RM | w,r
            MOV r8, r/m8     | 8A /r | RM | w,r
            MOV AL, moffs8   | A0 | ZA | w,r | 32
            MOV r64, imm64   | REX.W + B8+r io | OI | w,r | 64
            MOV r32, imm32   | B8+r id | OI | w,r
            MOV r/m32, imm32 | C7 /0 id | MI | w,r
            CRC32 r32, r/m16 | o16 F2 0F 38 F1 /r | RM | rw,r
            ENTER imm16, imm8 | C8 iw ib | II | r,r
            CALLF ptr16:32   | 9A cp | A | r | 32
            JMP rel8         | EB cb | D | r
            JMP rel32        | E9 cd | D | r
            JRCXZ rel8       | a64 E3 cb | D | r | 64
            JECXZ rel8       | a32 E3 cb | D | r
            MOVS             | a | | |
            FADD ST(0), ST(i) | D8 C0+i | ZO | rw,r
            VADDPS ymm1, ymm2, ymm3/m256 | VEX.256.NP.0F.WIG 58 /r | RVM | w,r,r
            VADDPS xmm1{k1}{z}, xmm2, xmm3/m128/m32bcst | EVEX.128.NP.0F.W0 58 /r | RVM | w,r,r | | | | full
            VADDPS zmm1{k1}{z}, zmm2, zmm3/m512/m32bcst{er} | EVEX.512.NP.0F.W0 58 /r | RVM | w,r,r | | | | full
            VGATHERDPS xmm1, vm32x, xmm2 | VEX.128.66.0F38.W0 92 /r | RMV | rw,r,rw
            VGATHERDPS zmm1{k1}, vm32z | EVEX.512.66.0F38.W0 92 /r | RM | rw,r | | | | t1s
            VBLENDVPS xmm1, xmm2, xmm3/m128, xmm4 | VEX.128.66.0F3A.W0 4A /r /is4 | RVML | w,r,r,r
            TILELOADD tmm1, sibmem | VEX.128.F2.0F38.W0 4B /r | RM | w,r | 64
            PUSHP r64        | REX2.MAP0.W1 50+r | O | r | 64
            ADC r64, r/m64, r64 | EVEX.LLZ.NP.MAP4.W1 ND=1 11 /r | VMR | w,r,r | 64
            ADD r64, r64, r/m64 | EVEX.LLZ.NP.MAP4.W1 ND=1 NF=1 03 /r | VRM | w,r,r | 64
            PFADD mm1, mm2/m64 | 0F 0F /r 9E | RM | rw,r
            FSTSW AX         | 9B DF E0 | Z | w
            """.replace("MOVS             | a | | |\n", "");

    private static final Map<String, X86Form> FORMS =
            X86Tables.parse("own.rows", ROWS).stream().collect(Collectors.toMap(X86Form::syntax, Function.identity()));

    private static X86Instruction instruction(String syntax, X86Operand... operands) {
        X86Form form = FORMS.get(syntax);
        assertTrue(form != null, "no row " + syntax);
        return X86Instruction.of(form, operands);
    }

    private static String hex(Machine machine, X86Instruction instruction) {
        CodeBuffer code = new CodeBuffer(machine);
        X86Encoder.encode(instruction, code);
        return HexFormat.of().formatHex(code.array(), 0, code.position());
    }

    private static void assert64(String hex, String syntax, X86Operand... operands) {
        assertEquals(hex, hex(Machine.X86_64, instruction(syntax, operands)), syntax + " " + List.of(operands));
    }

    private static void assert32(String hex, String syntax, X86Operand... operands) {
        assertEquals(hex, hex(Machine.X86_32, instruction(syntax, operands)), syntax + " " + List.of(operands));
    }

    private static void refused(Machine machine, String part, X86Instruction instruction) {
        CodeBuffer code = new CodeBuffer(machine);
        EncodingException wrong = assertThrows(
                EncodingException.class, () -> X86Encoder.encode(instruction, code), instruction::toString);
        assertTrue(String.valueOf(wrong.getMessage()).contains(part), wrong::getMessage);
        assertEquals(0, code.position(), "bytes were written");
    }

    private static void refused(String part, String syntax, X86Operand... operands) {
        refused(Machine.X86_64, part, instruction(syntax, operands));
    }

    @Test
    void legacyPrefixesStandInLlvmsOrder() {
        assert64("64676601 08".replace(" ", ""), "ADD r/m16, r16", ptr(eax).segment(fs), cx);
        assertEquals(
                "646766f00108",
                hex(
                        Machine.X86_64,
                        instruction("ADD r/m16, r16", ptr(eax).segment(fs), cx).withPrefix(X86Prefix.LOCK)));
        assert64("66f20f38f100", "CRC32 r32, r/m16", eax, ptr(rax));
        assert64("9bdfe0", "FSTSW AX", ax);
    }

    @Test
    void rex2CarriesRegistersAbove15() {
        assert64("d5500008", "ADD r/m8, r8", ptr(r16), r17b);
        assert64("656766d5500108", "ADD r/m16, r16", ptr(r16d).segment(gs), r17w);
        assert64("d55801c8", "ADD r/m64, r64", r16, r17);
        assert64("d50850", "PUSHP r64", rax);
    }

    @Test
    void everySpecialCaseOfModRm() {
        assert64("8b0425 34120000".replace(" ", ""), "MOV r32, r/m32", eax, ptr(0x1234));
        assert64("8b040d00000000", "MOV r32, r/m32", eax, ptr().index(rcx));
        assert64("8b044d00000000", "MOV r32, r/m32", eax, ptr().index(rcx, 2));
        assert64("8b0424", "MOV r32, r/m32", eax, ptr(rsp));
        assert64("418b0424", "MOV r32, r/m32", eax, ptr(r12));
        assert64("8b040c", "MOV r32, r/m32", eax, ptr(rsp).index(rcx));
        assert64("8b440d00", "MOV r32, r/m32", eax, ptr(rbp).index(rcx));
        assert64("418b4500", "MOV r32, r/m32", eax, ptr(r13));
        assert64("678b4500", "MOV r32, r/m32", eax, ptr(ebp));
        assert64("428b0420", "MOV r32, r/m32", eax, ptr(rax).index(r12));
        assert64("678b0505000000", "MOV r32, r/m32", eax, eip(5));
        assert64("8b05fbffffff", "MOV r32, r/m32", eax, rip(-5));
        assert64("648b042528000000", "MOV r32, r/m32", eax, ptr(0x28).segment(fs));
        assert64("8b042500000080", "MOV r32, r/m32", eax, ptr(0xFFFF_FFFF_8000_0000L));
        assert64("8b407f", "MOV r32, r/m32", eax, ptr(rax).disp(127));
        assert64("8b8080000000", "MOV r32, r/m32", eax, ptr(rax).disp(128));
        assert64("c70034120000", "MOV r/m32, imm32", ptr(rax), new Imm(0x1234));
    }

    @Test
    void addressesOf32BitMode() {
        assert32("678b4005", "MOV r32, r/m32", eax, ptr(bx).index(si).disp(5));
        assert32("678b4600", "MOV r32, r/m32", eax, ptr(bp));
        assert32("678b853412", "MOV r32, r/m32", eax, ptr(di).disp(0x1234));
        assert32("8b0d34120000", "MOV r32, r/m32", ecx, ptr(0x1234));
        assert32("8b0c44", "MOV r32, r/m32", ecx, ptr(esp).index(eax, 2));
        assert32("8b0c4500000000", "MOV r32, r/m32", ecx, ptr().index(eax, 2));
        assert32("a034120000", "MOV AL, moffs8", al, ptr(0x1234));
        assert32("9a341200001000", "CALLF ptr16:32", new FarPointer(0x10, 0x1234));
        assert32("e305", "JECXZ rel8", new Relative(5));
        assert64("67e305", "JECXZ rel8", new Relative(5));
        assert64("e305", "JRCXZ rel8", new Relative(5));
    }

    @Test
    void immediates() {
        assert64("83c0ff", "ADD r/m32, simm8", eax, new Imm(0xFFFF_FFFFL));
        assert64("48b8efcdab8967452301", "MOV r64, imm64", rax, new Imm(0x0123_4567_89AB_CDEFL));
        assert64("c8050003", "ENTER imm16, imm8", new Imm(5), new Imm(3));
    }

    @Test
    void vexAndEvex() {
        assert64("c5ec58cb", "VADDPS ymm1, ymm2, ymm3/m256", ymm1, ymm2, ymm3);
        assert64("c4c16c58c9", "VADDPS ymm1, ymm2, ymm3/m256", ymm1, ymm2, ymm9);
        assert64(
                "62e174085848 01".replace(" ", ""),
                "VADDPS xmm1{k1}{z}, xmm2, xmm3/m128/m32bcst",
                xmm17,
                xmm1,
                ptr(rax).disp(16));
        assert64(
                "62f164ca584804",
                "VADDPS zmm1{k1}{z}, zmm2, zmm3/m512/m32bcst{er}",
                zmm1.k(k2).z(),
                zmm3,
                ptr(rax).disp(256));
        assert64(
                "62f164da584801",
                "VADDPS zmm1{k1}{z}, zmm2, zmm3/m512/m32bcst{er}",
                zmm1.k(k2).z(),
                zmm3,
                dword(ptr(rax).disp(4)).bcst());
        assertEquals(
                "62f16c3858cb",
                hex(
                        Machine.X86_64,
                        instruction("VADDPS zmm1{k1}{z}, zmm2, zmm3/m512/m32bcst{er}", zmm1, zmm2, zmm3)
                                .withRounding(Rounding.RD_SAE)));
        assert64("c4e261920c9500000000", "VGATHERDPS xmm1, vm32x, xmm2", xmm1, ptr().index(xmm2, 4), xmm3);
        assert64("c4e3694acb40", "VBLENDVPS xmm1, xmm2, xmm3/m128, xmm4", xmm1, xmm2, xmm3, xmm4);
        assert64("c4e27b4b0c20", "TILELOADD tmm1, sibmem", tmm1, ptr(rax));
        assert64("62f4fc1811cb", "ADC r64, r/m64, r64", rax, rbx, rcx);
        assert64("62f4fc1c035910", "ADD r64, r64, r/m64", rax, rbx, ptr(rcx).disp(16));
        assert64("0f0fc19e", "PFADD mm1, mm2/m64", mm0, mm1);
        assert64("d8c3", "FADD ST(0), ST(i)", st0, st3);
    }

    @Test
    void labelsBecomeFixups() {
        CodeBuffer code = new CodeBuffer(Machine.X86_64);
        Label end = code.newLabel();
        X86Encoder.encode(instruction("MOV r/m32, imm32", ptr(end).disp(2), new Imm(7)), code);
        X86Encoder.encode(instruction("JMP rel8", new Target(end)), code);
        X86Encoder.encode(instruction("MOV r64, imm64", rax, new Target(end, 1)), code);
        code.bind(end);
        X86Encoder.encode(instruction("JMP rel32", new Target(end)), code);
        assertEquals(
                "c7050e00000007000000" + "eb0a" + "48b81710000000000000" + "e9fbffffff",
                HexFormat.of().formatHex(code.toImage().at(0x1000)));
    }

    @Test
    void whatHasNoEncodingIsRefused() {
        refused("byte register is ah", "ADD r/m8, r8", r8b, ah);
        refused("byte register is bh", "MOV r8, r/m8", bh, ptr(r9));
        refused("operand 2 (r8) is rax", "ADD r/m8, r8", al, rax);
        refused("-128 to 127, sign-extended", "ADD r/m32, simm8", eax, new Imm(128));
        refused("displacement", "MOV r32, r/m32", eax, ptr(rax).disp(1L << 31));
        refused("displacement", "MOV r32, r/m32", eax, ptr(0x8000_0000L));
        refused("is qword ptr [rax]", "MOV r32, r/m32", eax, Mem.qword(ptr(rax)));
        refused("ymm0 to ymm15", "VADDPS ymm1, ymm2, ymm3/m256", ymm1, ymm16, ymm3);
        refused("a base from rax to r15", "VADDPS ymm1, ymm2, ymm3/m256", ymm1, ymm2, ptr(r16));
        refused("{bcst}", "VADDPS ymm1, ymm2, ymm3/m256", ymm1, ymm2, ptr(rax).bcst());
        refused("the mask is missing", "VGATHERDPS zmm1{k1}, vm32z", zmm1, ptr(rax).index(zmm2, 4));
        refused("the number of operands", "ADD r/m8, r8", al);
        refused("bx, bp, si or di".substring(0, 2), "MOV r32, r/m32", eax, ptr(bx));
        refused("-128 to 127", "JMP rel8", new Relative(128));
        refused(
                Machine.X86_64,
                "rn-sae",
                instruction("VADDPS zmm1{k1}{z}, zmm2, zmm3/m512/m32bcst{er}", zmm1, zmm2, zmm3)
                        .withRounding(Rounding.SAE));
        refused(
                Machine.X86_64,
                "none with these operands",
                instruction("VADDPS zmm1{k1}{z}, zmm2, zmm3/m512/m32bcst{er}", zmm1, zmm2, ptr(rax))
                        .withRounding(Rounding.RN_SAE));
        refused(Machine.X86_64, "lock", instruction("ADD r/m8, r8", al, cl).withPrefix(X86Prefix.LOCK));
        refused(Machine.X86_32, "32-bit", instruction("PUSHP r64", rax));
        refused(Machine.X86_32, "in 32-bit mode", instruction("ADD r/m8, r8", r9b, al));
        refused(Machine.X86_32, "no rip", instruction("MOV r32, r/m32", eax, rip(0)));
        assertThrows(EncodingException.class, () -> ptr(rax).index(rsp));
        assertThrows(EncodingException.class, () -> ptr(rax).index(rcx, 3));
        assertThrows(EncodingException.class, () -> ptr(rax).index(ecx));
        assertThrows(EncodingException.class, () -> zmm1.k(k0));
    }

    @Test
    void aBranchOutOfReachLeavesNothingBehind() {
        CodeBuffer code = new CodeBuffer(Machine.X86_64);
        Label start = code.newLabel();
        code.bind(start);
        code.put(new byte[127]);
        X86Instruction jump = instruction("JMP rel8", new Target(start));
        assertThrows(RelocationException.class, () -> X86Encoder.encode(jump, code));
        assertEquals(127, code.position());
        X86Instruction foreign = instruction("JMP rel8", new Target(new CodeBuffer(Machine.X86_64).newLabel()));
        assertThrows(RelocationException.class, () -> X86Encoder.encode(foreign, code));
        assertEquals(127, code.position());
    }
}
