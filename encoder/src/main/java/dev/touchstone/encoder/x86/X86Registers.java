package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.RegisterClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The registers, as constants to import statically: `rax`, `r10d`, `xmm17`, `k2`, `st0`.
public final class X86Registers {
    private static final Map<String, X86Register> BY_NAME = byName();

    public static final Gpr8 al = new Gpr8(0);
    public static final Gpr8 cl = new Gpr8(1);
    public static final Gpr8 dl = new Gpr8(2);
    public static final Gpr8 bl = new Gpr8(3);
    public static final Gpr8 spl = new Gpr8(4);
    public static final Gpr8 bpl = new Gpr8(5);
    public static final Gpr8 sil = new Gpr8(6);
    public static final Gpr8 dil = new Gpr8(7);
    public static final Gpr8 r8b = new Gpr8(8);
    public static final Gpr8 r9b = new Gpr8(9);
    public static final Gpr8 r10b = new Gpr8(10);
    public static final Gpr8 r11b = new Gpr8(11);
    public static final Gpr8 r12b = new Gpr8(12);
    public static final Gpr8 r13b = new Gpr8(13);
    public static final Gpr8 r14b = new Gpr8(14);
    public static final Gpr8 r15b = new Gpr8(15);
    public static final Gpr8 r16b = new Gpr8(16);
    public static final Gpr8 r17b = new Gpr8(17);
    public static final Gpr8 r18b = new Gpr8(18);
    public static final Gpr8 r19b = new Gpr8(19);
    public static final Gpr8 r20b = new Gpr8(20);
    public static final Gpr8 r21b = new Gpr8(21);
    public static final Gpr8 r22b = new Gpr8(22);
    public static final Gpr8 r23b = new Gpr8(23);
    public static final Gpr8 r24b = new Gpr8(24);
    public static final Gpr8 r25b = new Gpr8(25);
    public static final Gpr8 r26b = new Gpr8(26);
    public static final Gpr8 r27b = new Gpr8(27);
    public static final Gpr8 r28b = new Gpr8(28);
    public static final Gpr8 r29b = new Gpr8(29);
    public static final Gpr8 r30b = new Gpr8(30);
    public static final Gpr8 r31b = new Gpr8(31);
    public static final Gpr8 ah = new Gpr8(36);
    public static final Gpr8 ch = new Gpr8(37);
    public static final Gpr8 dh = new Gpr8(38);
    public static final Gpr8 bh = new Gpr8(39);

    public static final Gpr16 ax = new Gpr16(0);
    public static final Gpr16 cx = new Gpr16(1);
    public static final Gpr16 dx = new Gpr16(2);
    public static final Gpr16 bx = new Gpr16(3);
    public static final Gpr16 sp = new Gpr16(4);
    public static final Gpr16 bp = new Gpr16(5);
    public static final Gpr16 si = new Gpr16(6);
    public static final Gpr16 di = new Gpr16(7);
    public static final Gpr16 r8w = new Gpr16(8);
    public static final Gpr16 r9w = new Gpr16(9);
    public static final Gpr16 r10w = new Gpr16(10);
    public static final Gpr16 r11w = new Gpr16(11);
    public static final Gpr16 r12w = new Gpr16(12);
    public static final Gpr16 r13w = new Gpr16(13);
    public static final Gpr16 r14w = new Gpr16(14);
    public static final Gpr16 r15w = new Gpr16(15);
    public static final Gpr16 r16w = new Gpr16(16);
    public static final Gpr16 r17w = new Gpr16(17);
    public static final Gpr16 r18w = new Gpr16(18);
    public static final Gpr16 r19w = new Gpr16(19);
    public static final Gpr16 r20w = new Gpr16(20);
    public static final Gpr16 r21w = new Gpr16(21);
    public static final Gpr16 r22w = new Gpr16(22);
    public static final Gpr16 r23w = new Gpr16(23);
    public static final Gpr16 r24w = new Gpr16(24);
    public static final Gpr16 r25w = new Gpr16(25);
    public static final Gpr16 r26w = new Gpr16(26);
    public static final Gpr16 r27w = new Gpr16(27);
    public static final Gpr16 r28w = new Gpr16(28);
    public static final Gpr16 r29w = new Gpr16(29);
    public static final Gpr16 r30w = new Gpr16(30);
    public static final Gpr16 r31w = new Gpr16(31);

    public static final Gpr32 eax = new Gpr32(0);
    public static final Gpr32 ecx = new Gpr32(1);
    public static final Gpr32 edx = new Gpr32(2);
    public static final Gpr32 ebx = new Gpr32(3);
    public static final Gpr32 esp = new Gpr32(4);
    public static final Gpr32 ebp = new Gpr32(5);
    public static final Gpr32 esi = new Gpr32(6);
    public static final Gpr32 edi = new Gpr32(7);
    public static final Gpr32 r8d = new Gpr32(8);
    public static final Gpr32 r9d = new Gpr32(9);
    public static final Gpr32 r10d = new Gpr32(10);
    public static final Gpr32 r11d = new Gpr32(11);
    public static final Gpr32 r12d = new Gpr32(12);
    public static final Gpr32 r13d = new Gpr32(13);
    public static final Gpr32 r14d = new Gpr32(14);
    public static final Gpr32 r15d = new Gpr32(15);
    public static final Gpr32 r16d = new Gpr32(16);
    public static final Gpr32 r17d = new Gpr32(17);
    public static final Gpr32 r18d = new Gpr32(18);
    public static final Gpr32 r19d = new Gpr32(19);
    public static final Gpr32 r20d = new Gpr32(20);
    public static final Gpr32 r21d = new Gpr32(21);
    public static final Gpr32 r22d = new Gpr32(22);
    public static final Gpr32 r23d = new Gpr32(23);
    public static final Gpr32 r24d = new Gpr32(24);
    public static final Gpr32 r25d = new Gpr32(25);
    public static final Gpr32 r26d = new Gpr32(26);
    public static final Gpr32 r27d = new Gpr32(27);
    public static final Gpr32 r28d = new Gpr32(28);
    public static final Gpr32 r29d = new Gpr32(29);
    public static final Gpr32 r30d = new Gpr32(30);
    public static final Gpr32 r31d = new Gpr32(31);

    public static final Gpr64 rax = new Gpr64(0);
    public static final Gpr64 rcx = new Gpr64(1);
    public static final Gpr64 rdx = new Gpr64(2);
    public static final Gpr64 rbx = new Gpr64(3);
    public static final Gpr64 rsp = new Gpr64(4);
    public static final Gpr64 rbp = new Gpr64(5);
    public static final Gpr64 rsi = new Gpr64(6);
    public static final Gpr64 rdi = new Gpr64(7);
    public static final Gpr64 r8 = new Gpr64(8);
    public static final Gpr64 r9 = new Gpr64(9);
    public static final Gpr64 r10 = new Gpr64(10);
    public static final Gpr64 r11 = new Gpr64(11);
    public static final Gpr64 r12 = new Gpr64(12);
    public static final Gpr64 r13 = new Gpr64(13);
    public static final Gpr64 r14 = new Gpr64(14);
    public static final Gpr64 r15 = new Gpr64(15);
    public static final Gpr64 r16 = new Gpr64(16);
    public static final Gpr64 r17 = new Gpr64(17);
    public static final Gpr64 r18 = new Gpr64(18);
    public static final Gpr64 r19 = new Gpr64(19);
    public static final Gpr64 r20 = new Gpr64(20);
    public static final Gpr64 r21 = new Gpr64(21);
    public static final Gpr64 r22 = new Gpr64(22);
    public static final Gpr64 r23 = new Gpr64(23);
    public static final Gpr64 r24 = new Gpr64(24);
    public static final Gpr64 r25 = new Gpr64(25);
    public static final Gpr64 r26 = new Gpr64(26);
    public static final Gpr64 r27 = new Gpr64(27);
    public static final Gpr64 r28 = new Gpr64(28);
    public static final Gpr64 r29 = new Gpr64(29);
    public static final Gpr64 r30 = new Gpr64(30);
    public static final Gpr64 r31 = new Gpr64(31);

    public static final Mm mm0 = new Mm(0);
    public static final Mm mm1 = new Mm(1);
    public static final Mm mm2 = new Mm(2);
    public static final Mm mm3 = new Mm(3);
    public static final Mm mm4 = new Mm(4);
    public static final Mm mm5 = new Mm(5);
    public static final Mm mm6 = new Mm(6);
    public static final Mm mm7 = new Mm(7);

    public static final Xmm xmm0 = new Xmm(0);
    public static final Xmm xmm1 = new Xmm(1);
    public static final Xmm xmm2 = new Xmm(2);
    public static final Xmm xmm3 = new Xmm(3);
    public static final Xmm xmm4 = new Xmm(4);
    public static final Xmm xmm5 = new Xmm(5);
    public static final Xmm xmm6 = new Xmm(6);
    public static final Xmm xmm7 = new Xmm(7);
    public static final Xmm xmm8 = new Xmm(8);
    public static final Xmm xmm9 = new Xmm(9);
    public static final Xmm xmm10 = new Xmm(10);
    public static final Xmm xmm11 = new Xmm(11);
    public static final Xmm xmm12 = new Xmm(12);
    public static final Xmm xmm13 = new Xmm(13);
    public static final Xmm xmm14 = new Xmm(14);
    public static final Xmm xmm15 = new Xmm(15);
    public static final Xmm xmm16 = new Xmm(16);
    public static final Xmm xmm17 = new Xmm(17);
    public static final Xmm xmm18 = new Xmm(18);
    public static final Xmm xmm19 = new Xmm(19);
    public static final Xmm xmm20 = new Xmm(20);
    public static final Xmm xmm21 = new Xmm(21);
    public static final Xmm xmm22 = new Xmm(22);
    public static final Xmm xmm23 = new Xmm(23);
    public static final Xmm xmm24 = new Xmm(24);
    public static final Xmm xmm25 = new Xmm(25);
    public static final Xmm xmm26 = new Xmm(26);
    public static final Xmm xmm27 = new Xmm(27);
    public static final Xmm xmm28 = new Xmm(28);
    public static final Xmm xmm29 = new Xmm(29);
    public static final Xmm xmm30 = new Xmm(30);
    public static final Xmm xmm31 = new Xmm(31);

    public static final Ymm ymm0 = new Ymm(0);
    public static final Ymm ymm1 = new Ymm(1);
    public static final Ymm ymm2 = new Ymm(2);
    public static final Ymm ymm3 = new Ymm(3);
    public static final Ymm ymm4 = new Ymm(4);
    public static final Ymm ymm5 = new Ymm(5);
    public static final Ymm ymm6 = new Ymm(6);
    public static final Ymm ymm7 = new Ymm(7);
    public static final Ymm ymm8 = new Ymm(8);
    public static final Ymm ymm9 = new Ymm(9);
    public static final Ymm ymm10 = new Ymm(10);
    public static final Ymm ymm11 = new Ymm(11);
    public static final Ymm ymm12 = new Ymm(12);
    public static final Ymm ymm13 = new Ymm(13);
    public static final Ymm ymm14 = new Ymm(14);
    public static final Ymm ymm15 = new Ymm(15);
    public static final Ymm ymm16 = new Ymm(16);
    public static final Ymm ymm17 = new Ymm(17);
    public static final Ymm ymm18 = new Ymm(18);
    public static final Ymm ymm19 = new Ymm(19);
    public static final Ymm ymm20 = new Ymm(20);
    public static final Ymm ymm21 = new Ymm(21);
    public static final Ymm ymm22 = new Ymm(22);
    public static final Ymm ymm23 = new Ymm(23);
    public static final Ymm ymm24 = new Ymm(24);
    public static final Ymm ymm25 = new Ymm(25);
    public static final Ymm ymm26 = new Ymm(26);
    public static final Ymm ymm27 = new Ymm(27);
    public static final Ymm ymm28 = new Ymm(28);
    public static final Ymm ymm29 = new Ymm(29);
    public static final Ymm ymm30 = new Ymm(30);
    public static final Ymm ymm31 = new Ymm(31);

    public static final Zmm zmm0 = new Zmm(0);
    public static final Zmm zmm1 = new Zmm(1);
    public static final Zmm zmm2 = new Zmm(2);
    public static final Zmm zmm3 = new Zmm(3);
    public static final Zmm zmm4 = new Zmm(4);
    public static final Zmm zmm5 = new Zmm(5);
    public static final Zmm zmm6 = new Zmm(6);
    public static final Zmm zmm7 = new Zmm(7);
    public static final Zmm zmm8 = new Zmm(8);
    public static final Zmm zmm9 = new Zmm(9);
    public static final Zmm zmm10 = new Zmm(10);
    public static final Zmm zmm11 = new Zmm(11);
    public static final Zmm zmm12 = new Zmm(12);
    public static final Zmm zmm13 = new Zmm(13);
    public static final Zmm zmm14 = new Zmm(14);
    public static final Zmm zmm15 = new Zmm(15);
    public static final Zmm zmm16 = new Zmm(16);
    public static final Zmm zmm17 = new Zmm(17);
    public static final Zmm zmm18 = new Zmm(18);
    public static final Zmm zmm19 = new Zmm(19);
    public static final Zmm zmm20 = new Zmm(20);
    public static final Zmm zmm21 = new Zmm(21);
    public static final Zmm zmm22 = new Zmm(22);
    public static final Zmm zmm23 = new Zmm(23);
    public static final Zmm zmm24 = new Zmm(24);
    public static final Zmm zmm25 = new Zmm(25);
    public static final Zmm zmm26 = new Zmm(26);
    public static final Zmm zmm27 = new Zmm(27);
    public static final Zmm zmm28 = new Zmm(28);
    public static final Zmm zmm29 = new Zmm(29);
    public static final Zmm zmm30 = new Zmm(30);
    public static final Zmm zmm31 = new Zmm(31);

    public static final KMask k0 = new KMask(0);
    public static final KMask k1 = new KMask(1);
    public static final KMask k2 = new KMask(2);
    public static final KMask k3 = new KMask(3);
    public static final KMask k4 = new KMask(4);
    public static final KMask k5 = new KMask(5);
    public static final KMask k6 = new KMask(6);
    public static final KMask k7 = new KMask(7);

    public static final St st0 = new St(0);
    public static final St st1 = new St(1);
    public static final St st2 = new St(2);
    public static final St st3 = new St(3);
    public static final St st4 = new St(4);
    public static final St st5 = new St(5);
    public static final St st6 = new St(6);
    public static final St st7 = new St(7);

    public static final Tmm tmm0 = new Tmm(0);
    public static final Tmm tmm1 = new Tmm(1);
    public static final Tmm tmm2 = new Tmm(2);
    public static final Tmm tmm3 = new Tmm(3);
    public static final Tmm tmm4 = new Tmm(4);
    public static final Tmm tmm5 = new Tmm(5);
    public static final Tmm tmm6 = new Tmm(6);
    public static final Tmm tmm7 = new Tmm(7);

    public static final Seg es = new Seg(0);
    public static final Seg cs = new Seg(1);
    public static final Seg ss = new Seg(2);
    public static final Seg ds = new Seg(3);
    public static final Seg fs = new Seg(4);
    public static final Seg gs = new Seg(5);

    public static final Cr cr0 = new Cr(0);
    public static final Cr cr1 = new Cr(1);
    public static final Cr cr2 = new Cr(2);
    public static final Cr cr3 = new Cr(3);
    public static final Cr cr4 = new Cr(4);
    public static final Cr cr5 = new Cr(5);
    public static final Cr cr6 = new Cr(6);
    public static final Cr cr7 = new Cr(7);
    public static final Cr cr8 = new Cr(8);
    public static final Cr cr9 = new Cr(9);
    public static final Cr cr10 = new Cr(10);
    public static final Cr cr11 = new Cr(11);
    public static final Cr cr12 = new Cr(12);
    public static final Cr cr13 = new Cr(13);
    public static final Cr cr14 = new Cr(14);
    public static final Cr cr15 = new Cr(15);

    public static final Dr dr0 = new Dr(0);
    public static final Dr dr1 = new Dr(1);
    public static final Dr dr2 = new Dr(2);
    public static final Dr dr3 = new Dr(3);
    public static final Dr dr4 = new Dr(4);
    public static final Dr dr5 = new Dr(5);
    public static final Dr dr6 = new Dr(6);
    public static final Dr dr7 = new Dr(7);
    public static final Dr dr8 = new Dr(8);
    public static final Dr dr9 = new Dr(9);
    public static final Dr dr10 = new Dr(10);
    public static final Dr dr11 = new Dr(11);
    public static final Dr dr12 = new Dr(12);
    public static final Dr dr13 = new Dr(13);
    public static final Dr dr14 = new Dr(14);
    public static final Dr dr15 = new Dr(15);

    private X86Registers() {}

    /// The register of that name in lower case, or null. The top of the x87 stack is both `st` and `st(0)`.
    public static @Nullable X86Register named(String name) {
        return BY_NAME.get(name);
    }

    /// The register of that class and number.
    ///
    /// @throws IllegalArgumentException if there is none
    public static X86Register of(RegisterClass registerClass, int number) {
        return switch (registerClass) {
            case GPR8 -> new Gpr8(number);
            case GPR16 -> new Gpr16(number);
            case GPR32 -> new Gpr32(number);
            case GPR64 -> new Gpr64(number);
            case MM -> new Mm(number);
            case XMM -> new Xmm(number);
            case YMM -> new Ymm(number);
            case ZMM -> new Zmm(number);
            case K -> new KMask(number);
            case ST -> new St(number);
            case TMM -> new Tmm(number);
            case SEGMENT -> new Seg(number);
            case CONTROL -> new Cr(number);
            case DEBUG -> new Dr(number);
        };
    }

    private static Map<String, X86Register> byName() {
        Map<String, X86Register> map = new HashMap<>();
        List<IntFunction<X86Register>> upTo32 =
                List.of(Gpr8::new, Gpr16::new, Gpr32::new, Gpr64::new, Xmm::new, Ymm::new, Zmm::new);
        upTo32.forEach(make -> put(map, make, 0, 32));
        List<IntFunction<X86Register>> upTo8 = List.of(Mm::new, KMask::new, St::new, Tmm::new);
        upTo8.forEach(make -> put(map, make, 0, 8));
        put(map, Gpr8::new, 36, 40);
        put(map, Seg::new, 0, 6);
        put(map, Cr::new, 0, 16);
        put(map, Dr::new, 0, 16);
        map.put("st", new St(0));
        return Map.copyOf(map);
    }

    private static void put(Map<String, X86Register> map, IntFunction<X86Register> make, int from, int to) {
        for (int number = from; number < to; number++) {
            X86Register register = make.apply(number);
            map.put(register.toString(), register);
        }
    }
}
