package dev.touchstone.encoder.aarch32;

/// A list of core registers, `{r0, r2, lr}`.
///
/// @param mask a bit for each register, bit 0 for `r0`
public record RegisterList(int mask) {
    /// The list of these.
    public static RegisterList of(R... registers) {
        int mask = 0;
        for (R register : registers) {
            mask |= 1 << register.code();
        }
        return new RegisterList(mask);
    }

    /// From `first` to `last`, both with it.
    ///
    /// @throws IllegalArgumentException if `last` comes before `first`
    public static RegisterList range(R first, R last) {
        if (last.code() < first.code()) {
            throw new IllegalArgumentException("a range of registers goes upward, not from " + first + " to " + last);
        }
        return new RegisterList((2 << last.code()) - (1 << first.code()));
    }

    /// These and those.
    public RegisterList and(RegisterList more) {
        return new RegisterList(mask | more.mask);
    }

    /// These and the flags, `{r0, apsr}`, where they take the place of `pc`.
    public RegisterList andApsr() {
        return new RegisterList(mask | 1 << 15);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < 16; i++) {
            if ((mask >>> i & 1) != 0) {
                out.append(out.length() == 1 ? "" : ", ").append(R.of(i));
            }
        }
        return out.append('}').toString();
    }
}
