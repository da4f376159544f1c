package dev.touchstone.encoder.aarch32;

/// Checks of register numbers.
final class Numbers {
    private Numbers() {}

    static int check(String bank, int number, int count) {
        if (number < 0 || number >= count) {
            throw new IllegalArgumentException(
                    "there is no register " + bank + number + "; there are " + bank + "0 to " + bank + (count - 1));
        }
        return number;
    }
}
