package dev.touchstone.relocation;

/// Bytes of code, written as hexadecimal digits with `?` where any digit may stand.
final class CodePattern {
    private final String text;
    private final byte[] value;
    private final byte[] mask;

    private CodePattern(String text, byte[] value, byte[] mask) {
        this.text = text;
        this.value = value;
        this.mask = mask;
    }

    static CodePattern parse(String text) {
        String digits = text.replace(" ", "");
        if (!digits.matches("([0-9a-f?]{2})+")) {
            throw new IllegalArgumentException("\"" + text + "\" is no code: bytes of two digits, 0 to 9, a to f or ?");
        }
        byte[] value = new byte[digits.length() / 2];
        byte[] mask = new byte[value.length];
        for (int i = 0; i < digits.length(); i++) {
            int shift = 4 - i % 2 * 4;
            char digit = digits.charAt(i);
            if (digit != '?') {
                value[i / 2] |= (byte) (Character.digit(digit, 16) << shift);
                mask[i / 2] |= (byte) (15 << shift);
            }
        }
        return new CodePattern(text, value, mask);
    }

    int bytes() {
        return value.length;
    }

    /// Whether the code at `at` is so.
    boolean matches(byte[] code, int at) {
        for (int i = 0; i < value.length; i++) {
            if (((code[at + i] ^ value[i]) & mask[i]) != 0) {
                return false;
            }
        }
        return true;
    }

    /// Writes the code; the open digits of its last byte are taken from `like`.
    void write(byte[] code, int at, byte like) {
        System.arraycopy(value, 0, code, at, value.length);
        int last = value.length - 1;
        code[at + last] |= (byte) (like & ~mask[last]);
    }

    @Override
    public String toString() {
        return text;
    }
}
