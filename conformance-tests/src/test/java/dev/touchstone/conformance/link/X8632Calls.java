package dev.touchstone.conformance.link;

import static dev.touchstone.conformance.link.ConventionProgram.*;
import static dev.touchstone.encoder.x86.Mem.byte_;
import static dev.touchstone.encoder.x86.Mem.dword;
import static dev.touchstone.encoder.x86.Mem.ptr;
import static dev.touchstone.encoder.x86.Mem.qword;
import static dev.touchstone.encoder.x86.X86Registers.*;

import dev.touchstone.encoder.convention.CallingConvention;
import dev.touchstone.encoder.convention.MachineRegister;
import dev.touchstone.encoder.convention.Passing;
import dev.touchstone.encoder.convention.Place;
import dev.touchstone.encoder.convention.ValueKind;
import dev.touchstone.encoder.convention.X8632Frame;
import dev.touchstone.encoder.x86.Gpr32;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.X86Assembler32;
import dev.touchstone.relocation.CodeBuffer;

/// Our side of [ConventionProgram] in i386 code.
final class X8632Calls implements ConventionCode {
    private final X86Assembler32 a = new X86Assembler32();
    private final CallingConvention convention;

    X8632Calls(CallingConvention convention) {
        this.convention = convention;
    }

    @Override
    public CodeBuffer code() {
        return a.code();
    }

    private X8632Frame frame(ConventionCase test) {
        X8632Frame frame = X8632Frame.of(convention).locals(test.locals());
        frame = test.framePointer() ? frame.framePointer() : frame;
        for (MachineRegister register : convention.calleeSaved()) {
            if (!test.framePointer() || register.number() != ebp.number()) {
                frame = frame.save(new Gpr32(register.number()));
            }
        }
        return frame;
    }

    private static Gpr32 general(MachineRegister register) {
        return new Gpr32(register.number());
    }

    private static Mem area(int offset) {
        return ptr(ecx).disp(offset);
    }

    @Override
    public void receiver(ConventionCase test) {
        // Saves nothing in some cases: a leaf that changes no register that it would have to keep.
        X8632Frame frame = test.index() % 3 == 0 ? X8632Frame.of(convention).locals(test.locals()) : frame(test);
        frame.prologue(a);
        if (test.locals() > 0) {
            a.mov(byte_(frame.local(0)), 0x55);
            a.mov(byte_(frame.local(test.locals() - 1)), 0x55);
        }
        Passing passing = test.passing(convention);
        a.mov(ecx, (int) AREA);
        for (int i = 0; i < passing.arguments().size(); i++) {
            store(passing.arguments().get(i), test.signature().parameters().get(i), SEEN + 8 * i, frame);
        }
        if (test.index() % 3 != 0) {
            for (MachineRegister register : convention.calleeSaved()) {
                if (!test.framePointer() || register.number() != ebp.number()) {
                    a.mov(general(register), -1);
                }
            }
        }
        passing.result()
                .ifPresent(place -> load(place, test.signature().result().orElseThrow(), RESULT));
        frame.epilogue(a);
    }

    private void store(Place place, ValueKind kind, int offset, X8632Frame frame) {
        switch (place) {
            case Place.InRegister in
            when in.register().name().equals("st") ->
                a.fstp(kind == ValueKind.FLOAT ? dword(area(offset)) : qword(area(offset)));
            case Place.InRegister in -> a.mov(area(offset), general(in.register()));
            case Place.InPair pair -> {
                a.mov(area(offset), general(pair.low()));
                a.mov(area(offset + 4), general(pair.high()));
            }
            case Place.OnStack stack -> {
                for (int i = 0; i < kind.bytes(convention); i += 4) {
                    a.mov(eax, frame.incoming(new Place.OnStack(stack.offset() + i)));
                    a.mov(area(offset + i), eax);
                }
            }
            case Place.InBoth both -> throw new AssertionError(both);
        }
    }

    private void load(Place place, ValueKind kind, int offset) {
        switch (place) {
            case Place.InRegister in
            when in.register().name().equals("st") ->
                a.fld(kind == ValueKind.FLOAT ? dword(area(offset)) : qword(area(offset)));
            case Place.InRegister in -> a.mov(general(in.register()), area(offset));
            case Place.InPair pair -> {
                a.mov(general(pair.low()), area(offset));
                a.mov(general(pair.high()), area(offset + 4));
            }
            case Place.OnStack stack -> {
                for (int i = 0; i < kind.bytes(convention); i += 4) {
                    a.mov(eax, area(offset + i));
                    a.mov(X8632Frame.outgoing(new Place.OnStack(stack.offset() + i)), eax);
                }
            }
            case Place.InBoth both -> throw new AssertionError(both);
        }
    }

    @Override
    public void driver(ConventionCase test) {
        Passing passing = test.passing(convention);
        X8632Frame frame = frame(test).calls(passing);
        frame.prologue(a);
        if (test.locals() > 0) {
            a.mov(byte_(frame.local(0)), 0x55);
            a.mov(byte_(frame.local(test.locals() - 1)), 0x55);
        }
        a.mov(ecx, (int) AREA);
        for (MachineRegister register : convention.calleeSaved()) {
            if (!test.framePointer() || register.number() != ebp.number()) {
                a.mov(general(register), pattern(register.number()));
            }
        }
        for (int i = 0; i < passing.arguments().size(); i++) {
            load(passing.arguments().get(i), test.signature().parameters().get(i), VALUES + 8 * i);
        }
        a.call(area(FUNCTION));
        a.mov(ecx, (int) AREA);
        passing.result()
                .ifPresent(place -> store(place, test.signature().result().orElseThrow(), GOT, frame));
        for (int i = 0; i < convention.calleeSaved().size(); i++) {
            MachineRegister register = convention.calleeSaved().get(i);
            if (test.framePointer() && register.number() == ebp.number()) {
                a.mov(eax, pattern(register.number())); // It is in use, and found to be right by the epilogue.
                a.mov(area(GENERAL_AFTER + 8 * i), eax);
            } else {
                a.mov(area(GENERAL_AFTER + 8 * i), general(register));
            }
        }
        frame.epilogue(a);
    }
}
