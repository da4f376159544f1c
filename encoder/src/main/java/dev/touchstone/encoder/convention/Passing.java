package dev.touchstone.encoder.convention;

import java.util.List;
import java.util.Optional;

/// Where a call of a signature passes its values.
///
/// @param arguments one place for each parameter
/// @param result empty for void
/// @param stackBytes what the caller keeps free above the stack pointer for the call: arguments and shadow
///     space, a multiple of the stack's alignment
/// @param floatRegisters how many floating-point registers are used, which al holds in a variadic call by
///     System V x86-64
public record Passing(List<Place> arguments, Optional<Place> result, int stackBytes, int floatRegisters) {
    public Passing {
        arguments = List.copyOf(arguments);
    }
}
