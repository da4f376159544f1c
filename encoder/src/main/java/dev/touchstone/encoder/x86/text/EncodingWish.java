package dev.touchstone.encoder.x86.text;

import dev.touchstone.isa.x86.X86Encoding.Space;
import dev.touchstone.isa.x86.X86Form;

/// What braced prefixes before the mnemonic ask of the encoding.
///
/// @param noFlags `{nf}`: APX, flags stay as they are
/// @param vex `{vex}`: no EVEX
/// @param evex `{evex}`: EVEX, though a shorter encoding may exist
record EncodingWish(boolean noFlags, boolean vex, boolean evex) {
    static final EncodingWish NONE = new EncodingWish(false, false, false);

    EncodingWish withNoFlags() {
        return new EncodingWish(true, vex, evex);
    }

    EncodingWish withVex() {
        return new EncodingWish(noFlags, true, evex);
    }

    EncodingWish withEvex() {
        return new EncodingWish(noFlags, vex, true);
    }

    /// The prefixes as they are written.
    String shown() {
        return (noFlags ? "{nf}" : "") + (vex ? "{vex}" : "") + (evex ? "{evex}" : "");
    }

    /// Whether a row has what is asked for. A row with the attribute `explicit` has to be asked for.
    boolean allows(X86Form form) {
        Space space = form.opcode().space();
        return (form.opcode().noFlags() && !form.has("cf")) == noFlags
                && (!vex || space == Space.VEX)
                && (!evex || space == Space.EVEX)
                && (!form.has("explicit") || vex && space == Space.VEX || evex && space == Space.EVEX);
    }
}
