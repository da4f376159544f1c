package dev.touchstone.relocation;

/// What a named label stands for, as object files tell it.
public enum SymbolType {
    UNTYPED,
    FUNCTION,
    OBJECT
}
