package dev.touchstone.conformance.link;

import static dev.touchstone.conformance.link.ConventionProgram.*;
import static dev.touchstone.encoder.aarch64.A64Registers.*;

import dev.touchstone.encoder.aarch64.A64Assembler;
import dev.touchstone.encoder.aarch64.D;
import dev.touchstone.encoder.aarch64.Mem;
import dev.touchstone.encoder.aarch64.V;
import dev.touchstone.encoder.aarch64.X;
import dev.touchstone.encoder.convention.A64Frame;
import dev.touchstone.encoder.convention.CallingConvention;
import dev.touchstone.encoder.convention.MachineRegister;
import dev.touchstone.encoder.convention.Passing;
import dev.touchstone.encoder.convention.Place;
import dev.touchstone.relocation.CodeBuffer;
import java.util.List;

/// Our side of [ConventionProgram] in A64 code.
final class A64Calls implements ConventionCode {
    private final A64Assembler a = new A64Assembler();
    private final CallingConvention convention;

    A64Calls(CallingConvention convention) {
        this.convention = convention;
    }

    @Override
    public CodeBuffer code() {
        return a.code();
    }

    private A64Frame frame(ConventionCase test) {
        A64Frame frame = A64Frame.of(convention).locals(test.locals());
        frame = test.framePointer() ? frame.framePointer() : frame;
        // An odd number of either in some cases.
        int skipped = test.index() % 2;
        for (MachineRegister register : kept(convention.calleeSaved(), skipped)) {
            frame = frame.save(X.of(register.number()));
        }
        for (MachineRegister register : kept(convention.calleeSavedFloats(), skipped)) {
            frame = frame.save(V.of(register.number()));
        }
        return frame;
    }

    private static List<MachineRegister> kept(List<MachineRegister> all, int skipped) {
        return all.subList(0, all.size() - skipped);
    }

    private static Mem.Offset area(int offset) {
        return mem(x16).offset(offset);
    }

    private void touchLocals(ConventionCase test, A64Frame frame) {
        if (test.locals() > 0) {
            a.strb(wzr, frame.local(0));
            if (test.locals() < 3500) {
                a.strb(wzr, frame.local(test.locals() - 1));
            }
        }
    }

    @Override
    public void receiver(ConventionCase test) {
        boolean leaf = test.index() % 3 == 0;
        A64Frame frame = leaf ? A64Frame.of(convention).locals(test.locals()) : frame(test);
        frame.prologue(a);
        touchLocals(test, frame);
        a.mov(x16, AREA);
        Passing passing = test.passing(convention);
        for (int i = 0; i < passing.arguments().size(); i++) {
            store(passing.arguments().get(i), SEEN + 8 * i, frame);
        }
        if (!leaf) {
            int skipped = test.index() % 2;
            kept(convention.calleeSaved(), skipped).forEach(r -> a.mov(X.of(r.number()), 0));
            kept(convention.calleeSavedFloats(), skipped).forEach(r -> a.fmov(D.of(r.number()), xzr));
        }
        passing.result().ifPresent(place -> load(place, RESULT));
        frame.epilogue(a);
    }

    private void store(Place place, int offset, A64Frame frame) {
        switch (place) {
            case Place.InRegister in
            when in.register().name().startsWith("v") ->
                a.str(D.of(in.register().number()), area(offset));
            case Place.InRegister in -> a.str(X.of(in.register().number()), area(offset));
            case Place.OnStack stack -> {
                a.ldr(x17, frame.incoming(stack));
                a.str(x17, area(offset));
            }
            default -> throw new AssertionError(place);
        }
    }

    private void load(Place place, int offset) {
        switch (place) {
            case Place.InRegister in
            when in.register().name().startsWith("v") ->
                a.ldr(D.of(in.register().number()), area(offset));
            case Place.InRegister in -> a.ldr(X.of(in.register().number()), area(offset));
            case Place.OnStack stack -> {
                a.ldr(x17, area(offset));
                a.str(x17, A64Frame.outgoing(stack));
            }
            default -> throw new AssertionError(place);
        }
    }

    @Override
    public void driver(ConventionCase test) {
        Passing passing = test.passing(convention);
        A64Frame frame = frame(test).calls(passing);
        // What the frame does not save in this case is saved by hand.
        A64Frame all = A64Frame.of(convention).save(x28).save(V.of(15)).calls();
        all.prologue(a);
        a.bl(a.code().label(test.name("drive_inner")));
        all.epilogue(a);
        a.bind(a.code().label(test.name("drive_inner")));
        frame.prologue(a);
        touchLocals(test, frame);
        a.mov(x16, AREA);
        for (MachineRegister register : convention.calleeSaved()) {
            a.mov(X.of(register.number()), pattern(register.number()) & 0xFFFF0000L);
            a.movk(X.of(register.number()), pattern(register.number()) & 0xFFFF);
        }
        for (int i = 0; i < convention.calleeSavedFloats().size(); i++) {
            a.ldr(D.of(convention.calleeSavedFloats().get(i).number()), area(PATTERNS + 16 * i));
        }
        for (int i = 0; i < passing.arguments().size(); i++) {
            load(passing.arguments().get(i), VALUES + 8 * i);
        }
        a.ldr(x17, area(FUNCTION));
        a.blr(x17);
        a.mov(x16, AREA);
        passing.result().ifPresent(place -> store(place, GOT, frame));
        for (int i = 0; i < convention.calleeSaved().size(); i++) {
            a.str(X.of(convention.calleeSaved().get(i).number()), area(GENERAL_AFTER + 8 * i));
        }
        for (int i = 0; i < convention.calleeSavedFloats().size(); i++) {
            a.str(D.of(convention.calleeSavedFloats().get(i).number()), area(FLOATS_AFTER + 16 * i));
            a.ldr(x17, area(PATTERNS + 16 * i + 8)); // Nobody keeps the high half.
            a.str(x17, area(FLOATS_AFTER + 16 * i + 8));
        }
        frame.epilogue(a);
    }
}
