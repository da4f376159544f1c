package dev.touchstone.encoder.convention;

import java.lang.foreign.FunctionDescriptor;
import java.util.List;
import java.util.Optional;

/// The C signature of a function.
///
/// @param result empty for void
/// @param firstVariadic the index of the first variadic argument; the number of parameters if a variadic
///     function is called without one; -1 if the function is not variadic
public record Signature(Optional<ValueKind> result, List<ValueKind> parameters, int firstVariadic) {
    /// @throws IllegalArgumentException if there is no such parameter, or if C widens a variadic argument of
    ///     that kind
    public Signature {
        parameters = List.copyOf(parameters);
        if (firstVariadic < -1 || firstVariadic > parameters.size()) {
            throw new IllegalArgumentException("no variadic argument %d; allowed are -1, for none, to %d"
                    .formatted(firstVariadic, parameters.size()));
        }
        for (int i = Math.max(0, firstVariadic); firstVariadic >= 0 && i < parameters.size(); i++) {
            ValueKind kind = parameters.get(i);
            if (kind == ValueKind.FLOAT || kind.isNarrow()) {
                throw new IllegalArgumentException("argument %d is a variadic %s; C makes it a %s"
                        .formatted(i, kind, kind == ValueKind.FLOAT ? ValueKind.DOUBLE : ValueKind.INT32));
            }
        }
    }

    public static Signature of(ValueKind result, ValueKind... parameters) {
        return new Signature(Optional.of(result), List.of(parameters), -1);
    }

    public static Signature ofVoid(ValueKind... parameters) {
        return new Signature(Optional.empty(), List.of(parameters), -1);
    }

    /// That of a function which Java calls, or which calls Java.
    ///
    /// @throws IllegalArgumentException if it has structs, unions or sequences
    public static Signature of(FunctionDescriptor descriptor) {
        return new Signature(
                descriptor.returnLayout().map(ValueKind::of),
                descriptor.argumentLayouts().stream().map(ValueKind::of).toList(),
                -1);
    }

    /// The same of a variadic function.
    ///
    /// @param first as [#firstVariadic()]
    public Signature variadic(int first) {
        return new Signature(result, parameters, first);
    }

    public boolean isVariadic() {
        return firstVariadic >= 0;
    }
}
