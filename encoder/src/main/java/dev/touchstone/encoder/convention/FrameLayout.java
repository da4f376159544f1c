package dev.touchstone.encoder.convention;

/// Where the parts of a frame stand below what the prologue pushes:
///
///     [pushed registers][saved floats][locals][outgoing arguments] <- stack pointer
///
/// @param bytes how far the stack pointer is moved below the pushed registers; 0 if a red zone is enough
/// @param floats offset of the saved floats from the moved stack pointer
/// @param locals offset of the locals from the moved stack pointer, negative in a red zone
record FrameLayout(int bytes, int floats, int locals) {
    private static final int LARGEST = 1 << 28;

    /// @param pushed bytes above the moved part, return address included
    /// @param floats bytes of floating-point registers that are saved in the moved part, a multiple of 16
    /// @param calls whether the function calls any
    static FrameLayout of(
            CallingConvention convention, int pushed, int floats, int locals, int outgoing, boolean calls) {
        if (locals < 0 || locals > LARGEST || outgoing > LARGEST) {
            throw new IllegalArgumentException("a frame of %d bytes of locals and %d of arguments; allowed are 0 to %d"
                    .formatted(locals, outgoing, LARGEST));
        }
        int alignment = convention.stackAlignment();
        int below = Assigner.roundUp(outgoing, alignment);
        int room = Assigner.roundUp(locals, alignment);
        if (!calls && floats == 0 && room <= convention.redZoneBytes()) {
            return new FrameLayout(0, 0, -room);
        }
        int bytes = below + room + floats;
        int odd = (pushed + bytes) % alignment;
        if (odd != 0 && (calls || bytes > 0)) {
            bytes += alignment - odd;
        }
        return new FrameLayout(bytes, below + room, below);
    }
}
