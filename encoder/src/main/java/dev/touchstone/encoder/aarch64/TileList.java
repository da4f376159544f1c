package dev.touchstone.encoder.aarch64;

/// A list of tiles, `{za0.h, za3.d}`.
///
/// @param mask a bit for each tile of doublewords, of which the others are made
public record TileList(int mask) {
    /// The whole array, `{za}`.
    public static final TileList ALL = new TileList(0xFF);

    /// The list of these.
    ///
    /// @throws IllegalArgumentException if there is no such tile, or if it is one of quadwords
    public static TileList of(Za.Tile... tiles) {
        int mask = 0;
        for (Za.Tile tile : tiles) {
            mask |= mask(tile);
        }
        return new TileList(mask);
    }

    private static int mask(Za.Tile tile) {
        return switch (tile) {
            case Za.B b -> one(tile, 1, 0xFF);
            case Za.H h -> one(tile, 2, 0x55);
            case Za.S s -> one(tile, 4, 0x11);
            case Za.D d -> one(tile, 8, 0x01);
            default -> throw new IllegalArgumentException(tile + " is not made of tiles of doublewords");
        };
    }

    private static int one(Za.Tile tile, int count, int mask) {
        if (tile.code() >= count) {
            throw new IllegalArgumentException("there is no tile " + tile + "; there are " + count + " of that size");
        }
        return mask << tile.code();
    }
}
