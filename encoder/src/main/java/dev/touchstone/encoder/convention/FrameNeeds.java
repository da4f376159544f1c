package dev.touchstone.encoder.convention;

import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.List;

/// What a function asks of its frame.
///
/// @param saved general registers to keep, in the order given
/// @param floats floating-point registers to keep
/// @param locals bytes of local variables
/// @param outgoing bytes of arguments of the calls that it makes
/// @param calls whether it makes any
/// @param framePointer whether the frame pointer is set
record FrameNeeds(
        CallingConvention convention,
        List<MachineRegister> saved,
        List<MachineRegister> floats,
        int locals,
        int outgoing,
        boolean calls,
        boolean framePointer) {
    static FrameNeeds of(CallingConvention convention, Isa isa) {
        if (!convention.isas().contains(isa)) {
            throw new IllegalArgumentException(
                    "a frame of %s code by %s, which is for %s".formatted(isa, convention, convention.isas()));
        }
        return new FrameNeeds(convention, List.of(), List.of(), 0, 0, false, false);
    }

    FrameNeeds save(Object... registers) {
        List<MachineRegister> all = add(convention.calleeSaved(), saved, registers);
        if (framePointer && all.contains(convention.framePointer())) {
            throw new IllegalArgumentException(
                    convention.framePointer() + " is the frame pointer, which is saved anyway");
        }
        return new FrameNeeds(convention, all, floats, locals, outgoing, calls, framePointer);
    }

    FrameNeeds saveFloats(Object... registers) {
        List<MachineRegister> all = add(convention.calleeSavedFloats(), floats, registers);
        return new FrameNeeds(convention, saved, all, locals, outgoing, calls, framePointer);
    }

    private List<MachineRegister> add(List<MachineRegister> kept, List<MachineRegister> before, Object... registers) {
        List<MachineRegister> all = new ArrayList<>(before);
        for (Object name : registers) {
            MachineRegister register = kept.stream()
                    .filter(r -> r.name().equals(name.toString()))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("%s is no register that a function keeps by %s; those: %s"
                                    .formatted(name, convention, kept.isEmpty() ? "none" : kept)));
            if (all.contains(register)) {
                throw new IllegalArgumentException(name + " is saved already");
            }
            all.add(register);
        }
        return List.copyOf(all);
    }

    FrameNeeds locals(int bytes) {
        return new FrameNeeds(convention, saved, floats, bytes, outgoing, calls, framePointer);
    }

    FrameNeeds calls(Passing... callees) {
        int most = Math.max(outgoing, convention.shadowBytes());
        for (Passing callee : callees) {
            most = Math.max(most, callee.stackBytes());
        }
        return new FrameNeeds(convention, saved, floats, locals, most, true, framePointer);
    }

    FrameNeeds withFramePointer() {
        FrameNeeds all = new FrameNeeds(convention, List.of(), floats, locals, outgoing, calls, true);
        return all.save(saved.toArray());
    }

    /// @param pushed bytes above the moved part, return address included
    /// @param floatBytes of floats that are saved in the moved part, a multiple of 16
    FrameLayout layout(int pushed, int floatBytes) {
        return FrameLayout.of(convention, pushed, floatBytes, locals, outgoing, calls);
    }

    /// @throws IllegalArgumentException if it is not within the locals
    int local(int offset) {
        if (offset < 0 || offset >= locals) {
            throw new IllegalArgumentException("no local at offset %d: there are %d bytes".formatted(offset, locals));
        }
        return offset;
    }
}
