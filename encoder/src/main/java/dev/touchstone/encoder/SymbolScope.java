package dev.touchstone.encoder;

import dev.touchstone.relocation.Label;
import org.jspecify.annotations.Nullable;

/// What names stand for while text is assembled.
@FunctionalInterface
public interface SymbolScope {
    /// A scope without names.
    SymbolScope NONE = name -> null;

    /// The label that `name` stands for, or null if names like that are not allowed here.
    @Nullable
    Label label(String name);

    /// A label at that address, or null if the code from its begin to the next instruction keeps its length: then
    /// the distance is as good.
    default @Nullable Label place(long address) {
        return null;
    }
}
