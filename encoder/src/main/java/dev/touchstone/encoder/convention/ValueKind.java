package dev.touchstone.encoder.convention;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.Objects;

/// What an argument or a result is. A struct that is passed by value is none: where the ABI passes its address,
/// pass a [#POINTER]; where it takes it apart, pass the parts.
public enum ValueKind {
    /// A signed byte.
    INT8(1),
    /// An unsigned byte, also C's `_Bool`.
    UINT8(1),
    INT16(2),
    /// Also Java's char.
    UINT16(2),
    /// Of either sign.
    INT32(4),
    /// Of either sign.
    INT64(8),
    /// An address, of the machine's width.
    POINTER(0),
    FLOAT(4),
    DOUBLE(8);

    private static final Map<Class<?>, ValueKind> OF_CARRIER = Map.of(
            boolean.class, UINT8,
            byte.class, INT8,
            short.class, INT16,
            char.class, UINT16,
            int.class, INT32,
            long.class, INT64,
            float.class, FLOAT,
            double.class, DOUBLE);

    private final int bytes;

    ValueKind(int bytes) {
        this.bytes = bytes;
    }

    /// The kind of a layout.
    ///
    /// @throws IllegalArgumentException if it is a struct, union, sequence or padding
    public static ValueKind of(MemoryLayout layout) {
        return switch (layout) {
            case AddressLayout address -> POINTER;
            case ValueLayout value -> Objects.requireNonNull(OF_CARRIER.get(value.carrier()));
            default ->
                throw new IllegalArgumentException("a calling convention takes no " + layout
                        + "; allowed are value layouts: pass a struct's address or its parts");
        };
    }

    /// Its size in bytes.
    public int bytes(CallingConvention convention) {
        return this == POINTER ? convention.addressBytes() : bytes;
    }

    public boolean isFloat() {
        return this == FLOAT || this == DOUBLE;
    }

    /// Whether it must be extended to fill a register: see [CallingConvention#callerExtendsArguments()].
    public boolean isNarrow() {
        return bytes == 1 || bytes == 2;
    }
}
