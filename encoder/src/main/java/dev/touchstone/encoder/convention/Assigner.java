package dev.touchstone.encoder.convention;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Assigns the values of one signature to places, by the facts of a convention.
final class Assigner {
    private final CallingConvention convention;
    private final Facts facts;
    private final Signature signature;
    private final boolean floatsAsIntegers;
    private final BitSet floatsTaken = new BitSet();
    private boolean floatsFull;
    private int integers;
    private int stack;

    Assigner(CallingConvention convention, Signature signature) {
        this.convention = convention;
        facts = convention.facts();
        this.signature = signature;
        floatsAsIntegers =
                convention.floatArguments().isEmpty() || signature.isVariadic() && facts.is("variadic", "integers");
        stack = convention.shadowBytes();
    }

    Passing assign() {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < signature.parameters().size(); i++) {
            ValueKind kind = signature.parameters().get(i);
            boolean variadic = signature.isVariadic() && i >= signature.firstVariadic();
            if (facts.is("positions", "shared")) {
                places.add(shared(kind, i, variadic));
            } else if (variadic && facts.is("variadic", "stack")) {
                places.add(onStack(Math.max(convention.slotBytes(), bytes(kind)), convention.slotBytes()));
            } else {
                places.add(kind.isFloat() && !floatsAsIntegers ? floating(kind) : integer(kind));
            }
        }
        return new Passing(
                places,
                signature.result().map(this::result),
                roundUp(stack, convention.stackAlignment()),
                floatsTaken.cardinality());
    }

    private int bytes(ValueKind kind) {
        return kind.bytes(convention);
    }

    private Place shared(ValueKind kind, int position, boolean variadic) {
        if (position >= convention.integerArguments().size()) {
            return onStack(kind);
        }
        MachineRegister integer = convention.integerArguments().get(position);
        if (!kind.isFloat()) {
            return new Place.InRegister(integer);
        }
        MachineRegister floating = convention.floatArguments().get(position);
        floatsTaken.set(position);
        return variadic && facts.is("variadic", "copy")
                ? new Place.InBoth(floating, integer)
                : new Place.InRegister(floating);
    }

    private Place integer(ValueKind kind) {
        List<MachineRegister> registers = convention.integerArguments();
        if (bytes(kind) > convention.addressBytes()) {
            int low = roundUp(integers, 2);
            boolean fits = facts.is("pairs", "even") && low + 1 < registers.size();
            integers = fits ? low + 2 : registers.size();
            return fits ? new Place.InPair(registers.get(low), registers.get(low + 1)) : onStack(kind);
        }
        return integers < registers.size() ? new Place.InRegister(registers.get(integers++)) : onStack(kind);
    }

    /// Where doubles are two floats, a double takes the next two that are free and even, and a float the first
    /// that is free; once a value has found none, none does.
    private Place floating(ValueKind kind) {
        boolean two = convention.overlappingFloats() && kind == ValueKind.DOUBLE;
        int step = two ? 2 : 1;
        int count = convention.floatArguments().size();
        int at = facts.is("backfill", "yes") ? floatsTaken.nextClearBit(0) : roundUp(floatsTaken.length(), step);
        while (two && at < count && (at % 2 != 0 || floatsTaken.get(at) || floatsTaken.get(at + 1))) {
            at++;
        }
        if (floatsFull || at >= count) {
            floatsFull = true;
            return onStack(kind);
        }
        floatsTaken.set(at, at + step);
        return new Place.InRegister(convention.floatRegister(convention.floatArguments(), at, kind));
    }

    private Place onStack(ValueKind kind) {
        int bytes = bytes(kind);
        int slot = convention.slotBytes();
        if (facts.is("packed", "yes")) {
            return onStack(bytes, bytes);
        }
        return onStack(Math.max(slot, bytes), bytes > slot ? facts.number("wide") : slot);
    }

    private Place onStack(int bytes, int alignment) {
        int offset = roundUp(stack, alignment);
        stack = offset + bytes;
        return new Place.OnStack(offset);
    }

    private Place result(ValueKind kind) {
        boolean asInteger = signature.isVariadic() && facts.is("variadic result", "integers");
        if (kind.isFloat() && !convention.floatResults().isEmpty() && !asInteger) {
            return new Place.InRegister(convention.floatRegister(convention.floatResults(), 0, kind));
        }
        List<MachineRegister> registers = convention.integerResults();
        return bytes(kind) > convention.addressBytes()
                ? new Place.InPair(registers.get(0), registers.get(1))
                : new Place.InRegister(registers.get(0));
    }

    static int roundUp(int value, int multiple) {
        return Math.ceilDiv(value, multiple) * multiple;
    }
}
