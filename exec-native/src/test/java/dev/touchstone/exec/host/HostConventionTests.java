package dev.touchstone.exec.host;

import static dev.touchstone.encoder.aarch64.A64Registers.x17;
import static dev.touchstone.encoder.x86.X86Registers.r11;
import static dev.touchstone.encoder.x86.X86Registers.rax;
import static dev.touchstone.encoder.x86.X86Registers.rbx;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.encoder.aarch64.A64Assembler;
import dev.touchstone.encoder.aarch64.D;
import dev.touchstone.encoder.aarch64.V;
import dev.touchstone.encoder.aarch64.X;
import dev.touchstone.encoder.convention.A64Frame;
import dev.touchstone.encoder.convention.CallingConvention;
import dev.touchstone.encoder.convention.MachineRegister;
import dev.touchstone.encoder.convention.Passing;
import dev.touchstone.encoder.convention.Place;
import dev.touchstone.encoder.convention.Signature;
import dev.touchstone.encoder.convention.X86Frame;
import dev.touchstone.encoder.x86.Gpr64;
import dev.touchstone.encoder.x86.X86Assembler;
import dev.touchstone.encoder.x86.Xmm;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Java calls a function of ours that is written by the host's calling convention, and which calls Java back by
/// it: FFM and we agree on each place, on whatever host the tests run.
@Tag("portable")
class HostConventionTests {
    /// What both functions take and give; `callback` is the one that is called.
    interface Mixed {
        double call(
                MemorySegment callback,
                int i,
                double d,
                long l,
                float f,
                byte b,
                long m,
                double e,
                short s,
                long n,
                float g,
                char c,
                double h);
    }

    private static final FunctionType<Mixed> TYPE = FunctionType.of(MethodHandles.lookup(), Mixed.class);
    private static final Signature SIGNATURE = Signature.of(TYPE.descriptor());

    private static CallingConvention host() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        if (os.startsWith("windows")) {
            return arm ? CallingConvention.WINDOWS_ARM64 : CallingConvention.WIN64;
        }
        return arm
                ? os.startsWith("mac") ? CallingConvention.APPLE_ARM64 : CallingConvention.AAPCS64
                : CallingConvention.SYSV_X86_64;
    }

    /// Bytes of locals; on Windows the larger ones touch their pages in order.
    @ParameterizedTest
    @ValueSource(ints = {0, 24, 40_000})
    void javaCallsOursCallsJava(int locals) throws Throwable {
        CallingConvention convention = host();
        CodeImage image = convention.isas().contains(Isa.A64) ? a64(convention, locals) : x86(convention, locals);
        try (NativeCode code = NativeCode.load(image);
                Arena arena = Arena.ofConfined()) {
            NativeCallback java = TYPE.callback(
                    (callback, i, d, l, f, b, m, e, s, n, g, c, h) -> {
                        assertEquals(
                                List.of(-7, 0.5, 1L << 40, 2.5f, (byte) -3, -1L, 1e300, (short) -400, 99L, -0.25f),
                                List.of(i, d, l, f, b, m, e, s, n, g));
                        assertEquals('\uABCD', c);
                        return h + callback.address();
                    },
                    arena);
            double result = TYPE.at(code)
                    .call(
                            java.pointer(),
                            -7,
                            0.5,
                            1L << 40,
                            2.5f,
                            (byte) -3,
                            -1L,
                            1e300,
                            (short) -400,
                            99L,
                            -0.25f,
                            '\uABCD',
                            1234.5);
            java.rethrow();
            assertEquals(1234.5 + java.pointer().address(), result);
        }
    }

    /// Passes on all that it is given, to what its first argument points to, and gives back what that gives.
    private static CodeImage x86(CallingConvention convention, int locals) {
        Passing passing = convention.assign(SIGNATURE);
        X86Frame frame =
                X86Frame.of(convention).save(rbx).locals(locals).framePointer().calls(passing);
        for (MachineRegister register : convention.calleeSavedFloats()) {
            frame = frame.save(new Xmm(register.number()));
        }
        X86Assembler a = new X86Assembler();
        frame.prologue(a);
        for (MachineRegister register : convention.calleeSavedFloats()) {
            a.xorps(new Xmm(register.number()), new Xmm(register.number()));
        }
        for (Place place : passing.arguments()) {
            if (place instanceof Place.OnStack stack) {
                a.mov(rax, frame.incoming(stack));
                a.mov(X86Frame.outgoing(stack), rax);
            }
        }
        if (locals > 0) {
            a.mov(frame.local(0), r11);
            a.mov(frame.local(locals - 8), r11);
        }
        Place.InRegister callback = (Place.InRegister) passing.arguments().getFirst();
        a.mov(rbx, new Gpr64(callback.register().number()));
        a.call(rbx);
        frame.epilogue(a);
        return a.code().toImage();
    }

    private static CodeImage a64(CallingConvention convention, int locals) {
        Passing passing = convention.assign(SIGNATURE);
        A64Frame frame = A64Frame.of(convention).locals(locals).calls(passing);
        for (MachineRegister register : convention.calleeSavedFloats()) {
            frame = frame.save(V.of(register.number()));
        }
        A64Assembler a = new A64Assembler();
        frame.prologue(a);
        for (MachineRegister register : convention.calleeSavedFloats()) {
            a.fmov(D.of(register.number()), 1.0);
        }
        for (int at = 0; at < passing.stackBytes(); at += 8) {
            a.ldr(x17, frame.incoming(new Place.OnStack(at)));
            a.str(x17, A64Frame.outgoing(new Place.OnStack(at)));
        }
        if (locals > 0) {
            a.str(x17, frame.local(0));
            a.str(x17, frame.local(Math.min(locals, 30_000) / 8 * 8 - 8));
        }
        Place.InRegister callback = (Place.InRegister) passing.arguments().getFirst();
        a.blr(X.of(callback.register().number()));
        frame.epilogue(a);
        return a.code().toImage();
    }
}
