package dev.touchstone.conformance.link;

import static dev.touchstone.conformance.link.ConventionProgram.*;

import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.aarch32.A32Assembler;
import dev.touchstone.encoder.aarch32.D;
import dev.touchstone.encoder.aarch32.R;
import dev.touchstone.encoder.aarch32.S;
import dev.touchstone.encoder.aarch32.T32Assembler;
import dev.touchstone.encoder.convention.AArch32Frame;
import dev.touchstone.encoder.convention.CallingConvention;
import dev.touchstone.encoder.convention.MachineRegister;
import dev.touchstone.encoder.convention.Passing;
import dev.touchstone.encoder.convention.Place;
import dev.touchstone.encoder.convention.ValueKind;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Machine;

/// Our side of [ConventionProgram] in A32 or T32 code.
final class AArch32Calls implements ConventionCode {
    private final MachineLanguage language;
    private final CodeBuffer code;
    private final CallingConvention convention;

    private AArch32Calls(CallingConvention convention, Isa isa) {
        this.convention = convention;
        language = MachineLanguages.of(isa);
        code = new CodeBuffer(language.machine());
    }

    static AArch32Calls a32(CallingConvention convention) {
        return new AArch32Calls(convention, Isa.A32);
    }

    static AArch32Calls t32(CallingConvention convention) {
        return new AArch32Calls(convention, Isa.T32);
    }

    @Override
    public CodeBuffer code() {
        return code;
    }

    /// The text is the same in both sets.
    private void emit(String statement, Object... operands) {
        language.encode(language.parse(statement.formatted(operands), code::external, code.position()), code);
    }

    private boolean isT32() {
        return language.machine().equals(Machine.T32);
    }

    private void prologue(AArch32Frame frame) {
        if (isT32()) {
            frame.prologue(new T32Assembler(code));
        } else {
            frame.prologue(new A32Assembler(code));
        }
    }

    private void epilogue(AArch32Frame frame) {
        if (isT32()) {
            frame.epilogue(new T32Assembler(code));
        } else {
            frame.epilogue(new A32Assembler(code));
        }
    }

    private AArch32Frame frame(ConventionCase test) {
        AArch32Frame frame = AArch32Frame.of(convention).locals(test.locals());
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

    private static String area(int offset) {
        return "[r12, #%d]".formatted(offset);
    }

    private void touchLocals(ConventionCase test, AArch32Frame frame) {
        if (test.locals() > 0) {
            emit("strb r12, %s", frame.local(0));
            emit("strb r12, %s", frame.local(test.locals() - 1));
        }
    }

    @Override
    public void receiver(ConventionCase test) {
        boolean leaf = test.index() % 3 == 0;
        AArch32Frame frame = leaf ? AArch32Frame.of(convention).locals(test.locals()) : frame(test);
        prologue(frame);
        touchLocals(test, frame);
        emit("mov r12, #%d", AREA);
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
                    emit("mov %s, #%d", R.of(register.number()), 0);
                }
            }
            convention.calleeSavedFloats().forEach(r -> emit("vmov %s, r12, r12", D.of(r.number())));
        }
        passing.result()
                .ifPresent(place -> load(place, test.signature().result().orElseThrow(), RESULT));
        epilogue(frame);
    }

    private void store(Place place, ValueKind kind, int offset, AArch32Frame frame) {
        switch (place) {
            case Place.InRegister in
            when in.register().name().startsWith("s") -> {
                emit("vmov r0, %s", S.of(in.register().number()));
                emit("str r0, %s", area(offset));
            }
            case Place.InRegister in
            when in.register().name().startsWith("d") -> {
                emit("vmov r0, r1, %s", D.of(in.register().number()));
                emit("str r0, %s", area(offset));
                emit("str r1, %s", area(offset + 4));
            }
            case Place.InRegister in -> emit("str %s, %s", R.of(in.register().number()), area(offset));
            case Place.InPair pair -> {
                emit("str %s, %s", R.of(pair.low().number()), area(offset));
                emit("str %s, %s", R.of(pair.high().number()), area(offset + 4));
            }
            case Place.OnStack stack -> {
                for (int i = 0; i < kind.bytes(convention); i += 4) {
                    emit("ldr r0, %s", frame.incoming(new Place.OnStack(stack.offset() + i)));
                    emit("str r0, %s", area(offset + i));
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
                emit("ldr r0, %s", area(offset));
                emit("vmov %s, r0", S.of(in.register().number()));
            }
            case Place.InRegister in
            when in.register().name().startsWith("d") -> {
                emit("ldr r0, %s", area(offset));
                emit("ldr r1, %s", area(offset + 4));
                emit("vmov %s, r0, r1", D.of(in.register().number()));
            }
            case Place.InRegister in -> emit("ldr %s, %s", R.of(in.register().number()), area(offset));
            case Place.InPair pair -> {
                emit("ldr %s, %s", R.of(pair.low().number()), area(offset));
                emit("ldr %s, %s", R.of(pair.high().number()), area(offset + 4));
            }
            case Place.OnStack stack -> {
                for (int i = 0; i < kind.bytes(convention); i += 4) {
                    emit("ldr lr, %s", area(offset + i));
                    emit("str lr, %s", AArch32Frame.outgoing(new Place.OnStack(stack.offset() + i)));
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
        AArch32Frame frame = frame(test).calls(passing);
        prologue(frame);
        touchLocals(test, frame);
        emit("mov r12, #%d", AREA);
        for (MachineRegister register : convention.calleeSaved()) {
            if (isFree(register, test)) {
                emit("movw %s, #%d", R.of(register.number()), pattern(register.number()) & 0xFFFF);
                emit("movt %s, #%d", R.of(register.number()), pattern(register.number()) >>> 16);
            }
        }
        emit("add r0, r12, #%d", PATTERNS);
        for (int i = 0; i < convention.calleeSavedFloats().size(); i++) {
            emit(
                    "vldr %s, [r0, #%d]",
                    D.of(convention.calleeSavedFloats().get(i).number()), 16 * i);
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
        emit("ldr lr, %s", area(FUNCTION));
        emit("blx lr");
        emit("mov r12, #%d", AREA);
        passing.result()
                .ifPresent(place -> store(place, test.signature().result().orElseThrow(), GOT, frame));
        for (int i = 0; i < convention.calleeSaved().size(); i++) {
            MachineRegister register = convention.calleeSaved().get(i);
            R from = R.of(register.number());
            if (!isFree(register, test)) { // It is in use, and found to be right by the epilogue.
                from = R.of(0);
                emit("movw r0, #%d", pattern(11) & 0xFFFF);
                emit("movt r0, #%d", pattern(11) >>> 16);
            }
            emit("str %s, %s", from, area(GENERAL_AFTER + 8 * i));
        }
        emit("add r1, r12, #%d", FLOATS_AFTER);
        emit("add r2, r12, #%d", PATTERNS);
        for (int i = 0; i < convention.calleeSavedFloats().size(); i++) {
            emit(
                    "vstr %s, [r1, #%d]",
                    D.of(convention.calleeSavedFloats().get(i).number()), 16 * i);
            emit("vldr d0, [r2, #%d]", 16 * i + 8); // Nobody keeps a high half: these have none.
            emit("vstr d0, [r1, #%d]", 16 * i + 8);
        }
        epilogue(frame);
    }
}
