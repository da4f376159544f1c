package dev.touchstone.conformance.planted;

/// Kinds of errors that an encoder may have. Each is planted in one form at a time, and is wrong only for the
/// operands that it concerns.
enum ErrorKind {
    /// An opcode bit, or a fixed bit of a word.
    OPCODE,
    MODRM_DIGIT,
    /// The mandatory prefix, in legacy code or in the pp field.
    MANDATORY_PREFIX,
    OPCODE_MAP,
    /// REX.W, VEX.W, EVEX.W.
    W_BIT,
    VECTOR_LENGTH,
    /// N of disp8*N, by another tuple type.
    DISP8_SCALE,
    /// The displacement's sign is lost.
    DISPLACEMENT_SIGN,
    /// The index's scale in SIB.
    SIB_SCALE,
    SEGMENT_OVERRIDE,
    LOCK_OR_REP,
    IMMEDIATE_WIDTH,
    IMMEDIATE_SIGN,
    /// The field holds twice what it should.
    IMMEDIATE_SCALE,
    /// The rotation of logical and modified immediates.
    IMMEDIATE_ROTATION,
    /// The low bit of a floating-point immediate, or the rounding mode.
    ROUNDING,
    /// A mask register or predicate, zeroing.
    MASK,
    /// One bit of a register's number.
    REGISTER_NUMBER,
    /// Two registers of one class, exchanged.
    FIELD_ORDER,
    CONDITION,
    SHIFT,
    /// A register less in a list.
    LIST_LENGTH,
    /// A branch that is measured from another place.
    FIXUP_FORMULA,
    /// A branch that is cut to fewer bits.
    FIXUP_RANGE,
    /// A legal operand that is refused.
    REFUSES_LEGAL
}
