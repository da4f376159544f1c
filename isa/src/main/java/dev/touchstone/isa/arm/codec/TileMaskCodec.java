package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.random.RandomGenerator;

/// `tile-mask`: the tiles that ZERO clears, with braces: `{za}`, `{za0.h, za3.d}`, `{}`. A bit for each 64-bit
/// element tile.
public final class TileMaskCodec extends HoleCodec {
    private static final int TILES = 8;
    private static final int ALL = 0xFF;

    TileMaskCodec(int width) {
        if (width != TILES) {
            throw new IllegalArgumentException("a mask of tiles has 8 bits");
        }
    }

    @Override
    public boolean parse(Cursor in) {
        if (!in.accept('{')) {
            return false;
        }
        long mask = 0;
        in.skipBlanks();
        boolean more = !in.accept('}');
        while (more) {
            in.skipBlanks();
            long tile = tile(in);
            if (tile == 0) {
                return false;
            }
            mask |= tile;
            in.skipBlanks();
            more = in.accept(',');
            if (!more && !in.accept('}')) {
                return false;
            }
        }
        in.value = mask;
        return true;
    }

    /// The 64-bit tiles of the tile at the cursor; 0 if there is none.
    private static long tile(Cursor in) {
        if (!in.literal("za", false)) {
            return 0;
        }
        int number = in.digits();
        if (number < 0) {
            in.literal(".b", true);
            return in.inWord() ? 0 : ALL;
        }
        if (in.literal(".b", true)) {
            return number == 0 ? ALL : 0;
        } else if (in.literal(".h", true)) {
            return number < 2 ? 0x55L << number : 0;
        } else if (in.literal(".s", true)) {
            return number < 4 ? 0x11L << number : 0;
        }
        return in.literal(".d", true) && number < TILES ? 1L << number : 0;
    }

    @Override
    public void format(long value, StringBuilder out) {
        if (value == ALL) {
            out.append("{za}");
            return;
        }
        out.append('{');
        String comma = "";
        for (int tile = 0; tile < TILES; tile++) {
            if ((value >>> tile & 1) != 0) {
                out.append(comma).append("za").append(tile).append(".d");
                comma = ", ";
            }
        }
        out.append('}');
    }

    @Override
    public long encode(long value, long other) {
        return value < 0 || value > ALL ? REFUSED : value;
    }

    @Override
    public long decode(long bits, long other) {
        return bits;
    }

    @Override
    public String allowed() {
        return "a list of tiles in braces: {za}, {za0.h, za3.d}, {}";
    }

    @Override
    public long[] edges() {
        return new long[] {0, 1, 0x80, 0x55, ALL};
    }

    @Override
    public long sample(RandomGenerator random) {
        return random.nextInt(ALL + 1);
    }

    @Override
    public List<String> illegal() {
        return List.of("{za8.d}", "{za2.h}");
    }
}
