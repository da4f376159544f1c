package dev.touchstone.conformance.link;

import static dev.touchstone.conformance.link.ConventionProgram.*;
import static dev.touchstone.encoder.aarch32.A32Registers.*;

import dev.touchstone.encoder.aarch32.A32Assembler;
import dev.touchstone.encoder.aarch32.D;
import dev.touchstone.encoder.aarch32.Mem;
import dev.touchstone.encoder.aarch32.R;
import dev.touchstone.encoder.aarch32.S;
import dev.touchstone.encoder.convention.A32Frame;
import dev.touchstone.encoder.convention.CallingConvention;
import dev.touchstone.encoder.convention.MachineRegister;
import dev.touchstone.encoder.convention.Passing;
import dev.touchstone.encoder.convention.Place;
import dev.touchstone.encoder.convention.ValueKind;
import dev.touchstone.relocation.CodeBuffer;

/// Our side of [ConventionProgram] in A32 code.
final class A32Calls implements ConventionCode {
    private final A32Assembler a = new A32Assembler();
    private final CallingConvention convention;

    A32Calls(CallingConvention convention) {
        this.convention = convention;
    }

    @Override
    public CodeBuffer code() {
        return a.code();
    }

    private A32Frame frame(ConventionCase test) {
        A32Frame frame = A32Frame.of(convention).locals(test.locals());
        frame = test.framePointer() ? frame.framePointer() : frame;
        for (MachineRegister register : convention.calleeSaved()) {
            if (isFree(register, test)) {
                frame = frame.save(R.of(register.number()));
            }
        }
        for (MachineRegister register : convention.calleeSavedFloats()) {
            frame = frame.save(D.of(register.number()));
        }
        return frame;
    }

    private static boolean isFree(MachineRegister register, ConventionCase test) {
        return !test.framePointer() || register.number() != 11;
    }

    private static Mem.Offset area(int offset) {
        return mem(r12).offset(offset);
    }

    private void touchLocals(ConventionCase test, A32Frame frame) {
        if (test.locals() > 0) {
            a.strb(r12, frame.local(0));
            a.strb(r12, frame.local(test.locals() - 1));
        }
    }

    @Override
    public void receiver(ConventionCase test) {
        boolean leaf = test.index() % 3 == 0;
        A32Frame frame = leaf ? A32Frame.of(convention).locals(test.locals()) : frame(test);
        frame.prologue(a);
        touchLocals(test, frame);
        a.mov(r12, AREA);
        Passing passing = test.passing(convention);
        for (int turn = 0; turn < 3; turn++) { // Floats and what is on the stack go by way of r0 and r1.
            for (int i = 0; i < passing.arguments().size(); i++) {
                if (turn(passing.arguments().get(i)) == turn) {
                    store(
                            passing.arguments().get(i),
                            test.signature().parameters().get(i),
                            SEEN + 8 * i,
                            frame);
                }
            }
        }
        if (!leaf) {
            for (MachineRegister register : convention.calleeSaved()) {
                if (isFree(register, test)) {
                    a.mov(R.of(register.number()), 0);
                }
            }
            convention.calleeSavedFloats().forEach(r -> a.vmov(D.of(r.number()), r12, r12));
        }
        passing.result()
                .ifPresent(place -> load(place, test.signature().result().orElseThrow(), RESULT));
        frame.epilogue(a);
    }

    private void store(Place place, ValueKind kind, int offset, A32Frame frame) {
        switch (place) {
            case Place.InRegister in
            when in.register().name().startsWith("s") -> {
                a.vmov(r0, S.of(in.register().number()));
                a.str(r0, area(offset));
            }
            case Place.InRegister in
            when in.register().name().startsWith("d") -> {
                a.vmov(r0, r1, D.of(in.register().number()));
                a.str(r0, area(offset));
                a.str(r1, area(offset + 4));
            }
            case Place.InRegister in -> a.str(R.of(in.register().number()), area(offset));
            case Place.InPair pair -> {
                a.str(R.of(pair.low().number()), area(offset));
                a.str(R.of(pair.high().number()), area(offset + 4));
            }
            case Place.OnStack stack -> {
                for (int i = 0; i < kind.bytes(convention); i += 4) {
                    a.ldr(r0, frame.incoming(new Place.OnStack(stack.offset() + i)));
                    a.str(r0, area(offset + i));
                }
            }
            case Place.InBoth both -> throw new AssertionError(both);
        }
    }

    /// Floats go by way of r0 and r1, what is on the stack by way of lr.
    private void load(Place place, ValueKind kind, int offset) {
        switch (place) {
            case Place.InRegister in
            when in.register().name().startsWith("s") -> {
                a.ldr(r0, area(offset));
                a.vmov(S.of(in.register().number()), r0);
            }
            case Place.InRegister in
            when in.register().name().startsWith("d") -> {
                a.ldr(r0, area(offset));
                a.ldr(r1, area(offset + 4));
                a.vmov(D.of(in.register().number()), r0, r1);
            }
            case Place.InRegister in -> a.ldr(R.of(in.register().number()), area(offset));
            case Place.InPair pair -> {
                a.ldr(R.of(pair.low().number()), area(offset));
                a.ldr(R.of(pair.high().number()), area(offset + 4));
            }
            case Place.OnStack stack -> {
                for (int i = 0; i < kind.bytes(convention); i += 4) {
                    a.ldr(lr, area(offset + i));
                    a.str(lr, A32Frame.outgoing(new Place.OnStack(stack.offset() + i)));
                }
            }
            case Place.InBoth both -> throw new AssertionError(both);
        }
    }

    private static int turn(Place place) {
        return place instanceof Place.OnStack ? 2 : isFloat(place) ? 1 : 0;
    }

    private static boolean isFloat(Place place) {
        return place instanceof Place.InRegister in && !in.register().name().startsWith("r");
    }

    @Override
    public void driver(ConventionCase test) {
        Passing passing = test.passing(convention);
        A32Frame frame = frame(test).calls(passing);
        frame.prologue(a);
        touchLocals(test, frame);
        a.mov(r12, AREA);
        for (MachineRegister register : convention.calleeSaved()) {
            if (isFree(register, test)) {
                a.movw(R.of(register.number()), pattern(register.number()) & 0xFFFF);
                a.movt(R.of(register.number()), pattern(register.number()) >>> 16);
            }
        }
        a.add(r0, r12, PATTERNS);
        for (int i = 0; i < convention.calleeSavedFloats().size(); i++) {
            a.vldr(D.of(convention.calleeSavedFloats().get(i).number()), mem(r0).offset(16 * i));
        }
        for (boolean floats : new boolean[] {true, false}) {
            for (int i = 0; i < passing.arguments().size(); i++) {
                if (isFloat(passing.arguments().get(i)) == floats) {
                    load(
                            passing.arguments().get(i),
                            test.signature().parameters().get(i),
                            VALUES + 8 * i);
                }
            }
        }
        a.ldr(lr, area(FUNCTION));
        a.blx(lr);
        a.mov(r12, AREA);
        passing.result()
                .ifPresent(place -> store(place, test.signature().result().orElseThrow(), GOT, frame));
        for (int i = 0; i < convention.calleeSaved().size(); i++) {
            MachineRegister register = convention.calleeSaved().get(i);
            R from = R.of(register.number());
            if (!isFree(register, test)) { // It is in use, and found to be right by the epilogue.
                from = r0;
                a.movw(r0, pattern(11) & 0xFFFF);
                a.movt(r0, pattern(11) >>> 16);
            }
            a.str(from, area(GENERAL_AFTER + 8 * i));
        }
        a.add(r1, r12, FLOATS_AFTER);
        a.add(r2, r12, PATTERNS);
        for (int i = 0; i < convention.calleeSavedFloats().size(); i++) {
            a.vstr(D.of(convention.calleeSavedFloats().get(i).number()), mem(r1).offset(16 * i));
            a.vldr(D.of(0), mem(r2).offset(16 * i + 8)); // Nobody keeps a high half: these have none.
            a.vstr(D.of(0), mem(r1).offset(16 * i + 8));
        }
        frame.epilogue(a);
    }
}
