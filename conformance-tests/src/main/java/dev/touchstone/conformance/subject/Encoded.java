package dev.touchstone.conformance.subject;

/// What an assembler under test makes of an instruction.
public sealed interface Encoded {
    /// The instruction's bytes in memory order, as they stand at [dev.touchstone.exec.AddressMap#CODE].
    record Bytes(byte[] bytes) implements Encoded {}

    /// It has this instruction and does not take these operands.
    record Refused(String message) implements Encoded {}

    /// It does not have this instruction, or no way to say these operands: nothing to judge.
    record Unknown(String reason) implements Encoded {}
}
