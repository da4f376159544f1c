package dev.touchstone.encoder.arm;

/// What an instruction does with a register operand.
enum Access {
    NONE(false, false),
    READ(true, false),
    WRITE(false, true),
    UPDATE(true, true);

    final boolean reads;
    final boolean writes;

    Access(boolean reads, boolean writes) {
        this.reads = reads;
        this.writes = writes;
    }

    static Access of(String letters) {
        return switch (letters) {
            case "r" -> READ;
            case "w" -> WRITE;
            case "rw" -> UPDATE;
            default -> NONE;
        };
    }

    Access and(Access other) {
        boolean r = reads || other.reads;
        boolean w = writes || other.writes;
        return r && w ? UPDATE : r ? READ : w ? WRITE : NONE;
    }
}
