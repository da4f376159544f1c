package dev.touchstone.conformance.link;

import static dev.touchstone.conformance.link.ConventionProgram.*;
import static dev.touchstone.encoder.x86.Mem.byte_;
import static dev.touchstone.encoder.x86.Mem.ptr;
import static dev.touchstone.encoder.x86.X86Registers.*;

import dev.touchstone.encoder.convention.CallingConvention;
import dev.touchstone.encoder.convention.MachineRegister;
import dev.touchstone.encoder.convention.Passing;
import dev.touchstone.encoder.convention.Place;
import dev.touchstone.encoder.convention.X86Frame;
import dev.touchstone.encoder.x86.Gpr64;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.X86Assembler;
import dev.touchstone.encoder.x86.Xmm;
import dev.touchstone.relocation.CodeBuffer;

/// Our side of [ConventionProgram] in x86-64 code.
final class X8664Calls implements ConventionCode {
    private final X86Assembler a = new X86Assembler();
    private final CallingConvention convention;

    X8664Calls(CallingConvention convention) {
        this.convention = convention;
    }

    @Override
    public CodeBuffer code() {
        return a.code();
    }

    private X86Frame frame(ConventionCase test) {
        X86Frame frame = X86Frame.of(convention).locals(test.locals());
        frame = test.framePointer() ? frame.framePointer() : frame;
        for (MachineRegister register : convention.calleeSaved()) {
            if (!test.framePointer() || register.number() != rbp.number()) {
                frame = frame.save(new Gpr64(register.number()));
            }
        }
        for (MachineRegister register : convention.calleeSavedFloats()) {
            frame = frame.save(new Xmm(register.number()));
        }
        return frame;
    }

    private static Gpr64 general(MachineRegister register) {
        return new Gpr64(register.number());
    }

    private static Mem area(int offset) {
        return ptr(r11).disp(offset);
    }

    @Override
    public void receiver(ConventionCase test) {
        // Saves nothing in some cases: a leaf that changes no register that it would have to keep.
        X86Frame frame = test.index() % 3 == 0 ? X86Frame.of(convention).locals(test.locals()) : frame(test);
        frame.prologue(a);
        if (test.locals() > 0) {
            a.mov(byte_(frame.local(0)), 0x55);
            a.mov(byte_(frame.local(test.locals() - 1)), 0x55);
        }
        Passing passing = test.passing(convention);
        a.mov(r11d, (int) AREA);
        for (int i = 0; i < passing.arguments().size(); i++) {
            store(passing.arguments().get(i), SEEN + 8 * i, frame, SEEN_TWICE + 8 * i);
        }
        if (test.index() % 3 != 0) {
            for (MachineRegister register : convention.calleeSaved()) {
                if (!test.framePointer() || register.number() != rbp.number()) {
                    a.mov(general(register), -1);
                }
            }
            for (MachineRegister register : convention.calleeSavedFloats()) {
                a.xorps(new Xmm(register.number()), new Xmm(register.number()));
            }
        }
        passing.result().ifPresent(place -> load(place, RESULT));
        frame.epilogue(a);
    }

    private void store(Place place, int offset, X86Frame frame, int copy) {
        switch (place) {
            case Place.InRegister in
            when in.register().name().startsWith("xmm") ->
                a.movq(area(offset), new Xmm(in.register().number()));
            case Place.InRegister in -> a.mov(area(offset), general(in.register()));
            case Place.InBoth both -> {
                a.movq(area(offset), new Xmm(both.floating().number()));
                a.mov(area(copy), general(both.integer()));
            }
            case Place.OnStack stack -> {
                a.mov(rax, frame.incoming(stack));
                a.mov(area(offset), rax);
            }
            case Place.InPair pair -> throw new AssertionError(pair);
        }
    }

    private void load(Place place, int offset) {
        switch (place) {
            case Place.InRegister in
            when in.register().name().startsWith("xmm") ->
                a.movq(new Xmm(in.register().number()), area(offset));
            case Place.InRegister in -> a.mov(general(in.register()), area(offset));
            case Place.InBoth both -> {
                a.movq(new Xmm(both.floating().number()), area(offset));
                a.mov(general(both.integer()), area(offset));
            }
            case Place.OnStack stack -> {
                a.mov(rax, area(offset));
                a.mov(X86Frame.outgoing(stack), rax);
            }
            case Place.InPair pair -> throw new AssertionError(pair);
        }
    }

    @Override
    public void driver(ConventionCase test) {
        Passing passing = test.passing(convention);
        X86Frame frame = frame(test).calls(passing);
        frame.prologue(a);
        if (test.locals() > 0) {
            a.mov(byte_(frame.local(0)), 0x55);
            a.mov(byte_(frame.local(test.locals() - 1)), 0x55);
        }
        a.mov(r11d, (int) AREA);
        for (MachineRegister register : convention.calleeSaved()) {
            if (!test.framePointer() || register.number() != rbp.number()) {
                a.mov(general(register), pattern(register.number()));
            }
        }
        for (int i = 0; i < convention.calleeSavedFloats().size(); i++) {
            a.movups(new Xmm(convention.calleeSavedFloats().get(i).number()), area(PATTERNS + 16 * i));
        }
        for (int i = 0; i < passing.arguments().size(); i++) {
            load(passing.arguments().get(i), VALUES + 8 * i);
        }
        if (test.signature().isVariadic()) {
            a.mov(eax, passing.floatRegisters());
        }
        a.call(area(FUNCTION));
        a.mov(r11d, (int) AREA);
        passing.result().ifPresent(place -> store(place, GOT, frame, 0));
        for (int i = 0; i < convention.calleeSaved().size(); i++) {
            MachineRegister register = convention.calleeSaved().get(i);
            if (test.framePointer() && register.number() == rbp.number()) {
                a.mov(eax, pattern(register.number())); // It is in use, and found to be right by the epilogue.
                a.mov(area(GENERAL_AFTER + 8 * i), rax);
            } else {
                a.mov(area(GENERAL_AFTER + 8 * i), general(register));
            }
        }
        for (int i = 0; i < convention.calleeSavedFloats().size(); i++) {
            a.movups(
                    area(FLOATS_AFTER + 16 * i),
                    new Xmm(convention.calleeSavedFloats().get(i).number()));
        }
        frame.epilogue(a);
    }
}
