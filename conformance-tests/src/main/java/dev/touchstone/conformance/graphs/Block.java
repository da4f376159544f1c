package dev.touchstone.conformance.graphs;

/// A block: it makes the number `number * 31 + id`, and leaves.
///
/// @param id 1 to 90
/// @param before what stands between the block before and this one
record Block(int id, Kind kind, Padding before, Exit exit) {
    /// What else a block does.
    enum Kind {
        /// Counts a step, and ends the run if there are none left.
        MAIN,
        /// Is called. It leads only to others that are called, of a greater id: so it comes to an end.
        CALLED,
        /// Changes nothing; ends the run.
        LEAVE
    }

    /// What stands between two blocks.
    ///
    /// @param amount of an alignment the multiple, of data the instruction units: bytes on x86
    record Padding(Shape shape, int amount) {
        static final Padding NONE = new Padding(Shape.NONE, 0);

        /// What it is made of.
        enum Shape {
            NONE,
            ALIGNMENT,
            /// Bytes that nothing may run into: they are a trap.
            DATA
        }

        @Override
        public String toString() {
            return shape == Shape.NONE ? "" : (shape == Shape.ALIGNMENT ? "align " : "data ") + amount + "; ";
        }
    }

    Block with(Exit other) {
        return new Block(id, kind, before, other);
    }

    Block with(Padding other) {
        return new Block(id, kind, other, exit);
    }

    @Override
    public String toString() {
        return "%s%s %d: %s".formatted(before, kind.name().toLowerCase(java.util.Locale.ROOT), id, exit);
    }
}
