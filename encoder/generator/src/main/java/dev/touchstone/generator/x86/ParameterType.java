package dev.touchstone.generator.x86;

import dev.touchstone.isa.x86.RegisterClass;

/// The Java types of typed methods' parameters.
enum ParameterType {
    GPR8("Gpr8"),
    GPR16("Gpr16"),
    GPR32("Gpr32"),
    GPR64("Gpr64"),
    MM("Mm"),
    XMM("Xmm"),
    YMM("Ymm"),
    ZMM("Zmm"),
    K("KMask"),
    ST("St"),
    TMM("Tmm"),
    SEGMENT("Seg"),
    CONTROL("Cr"),
    DEBUG("Dr"),
    XMM_DEST("XmmDest"),
    YMM_DEST("YmmDest"),
    ZMM_DEST("ZmmDest"),
    K_DEST("KDest"),
    MEMORY("Mem"),
    INT("int"),
    LONG("long"),
    LABEL("Label"),
    FAR_POINTER("FarPointer"),
    ROUNDING("Rounding");

    private final String java;

    ParameterType(String java) {
        this.java = java;
    }

    /// The type as it is written in the source.
    String java() {
        return java;
    }

    static ParameterType of(RegisterClass registerClass, boolean masked) {
        return valueOf(masked ? registerClass.name() + "_DEST" : registerClass.name());
    }

    boolean isDestination() {
        return this == XMM_DEST || this == YMM_DEST || this == ZMM_DEST || this == K_DEST;
    }

    /// The register that a destination is without its mask.
    ParameterType withoutMask() {
        return isDestination() ? valueOf(name().substring(0, name().length() - "_DEST".length())) : this;
    }

    boolean isRegister() {
        return ordinal() <= K_DEST.ordinal();
    }

    boolean isImmediate() {
        return this == INT || this == LONG;
    }

    /// Whether a method with a parameter of this type can hand it on to a form that takes `other`, perhaps
    /// after a check of the value.
    boolean suits(ParameterType other) {
        return this == other
                || isImmediate() && other.isImmediate()
                || other.isDestination() && other.withoutMask() == this
                || isDestination() && withoutMask() == other;
    }
}
