package dev.touchstone.encoder.typed;

import dev.touchstone.encoder.aarch64.A64Registers;
import dev.touchstone.encoder.aarch64.Mem;
import dev.touchstone.encoder.aarch64.P;
import dev.touchstone.encoder.aarch64.SystemRegister;
import dev.touchstone.encoder.aarch64.SystemRegisters;
import dev.touchstone.encoder.aarch64.TileList;
import dev.touchstone.encoder.aarch64.VectorMem;
import dev.touchstone.encoder.aarch64.W;
import dev.touchstone.encoder.aarch64.WOrZr;
import dev.touchstone.encoder.aarch64.X;
import dev.touchstone.encoder.aarch64.XOrSp;
import dev.touchstone.encoder.aarch64.XOrZr;
import dev.touchstone.encoder.aarch64.Z;
import dev.touchstone.encoder.aarch64.Za;
import dev.touchstone.encoder.aarch64.Zt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Arguments of A64 methods from the texts of operands.
final class A64Arguments implements Arguments {
    private static final Pattern SYSTEM = Pattern.compile("s([23])_([0-7])_c([0-9]+)_c([0-9]+)_([0-7])");
    private static final Pattern VIEW =
            Pattern.compile("(v|z|pn|p)([0-9]+)(?:[./]([0-9]*)([a-z]))?(?:\\[([0-9a-fx]+)])?");
    private static final Pattern PREDICATE_SLICE = Pattern.compile("(p[0-9]+)\\.([bhsd])\\[(w[0-9]+), ([^\\]]*)]");
    private static final Pattern MATRIX =
            Pattern.compile("z[at]([0-9]*)([hv]?)(?:\\.([bhsdq]))?(?:\\[([^,\\]]*)(?:, ([^\\]]*))?])?");
    private static final Pattern BRACKET = Pattern.compile("\\[([^\\]]*)](!?)(?:, (.*))?");

    @Override
    public @Nullable Object of(String text, Class<?> type) {
        if (type.getEnclosingClass() == Mem.class) {
            return memory(text, type);
        }
        if (type.getEnclosingClass() == VectorMem.class) {
            return vectorMemory(text, type);
        }
        if (type == TileList.class) {
            return text.startsWith("{") ? tiles(text) : null;
        }
        if (text.startsWith("za") || text.startsWith("zt0")) {
            return matrix(text, type);
        }
        if (type == SystemRegister.class) {
            Matcher m = SYSTEM.matcher(text);
            return m.matches()
                    ? SystemRegister.of(number(m, 1), number(m, 2), number(m, 3), number(m, 4), number(m, 5))
                    : Arguments.constant(SystemRegisters.class, text.toUpperCase(Locale.ROOT), type);
        }
        Matcher slice = PREDICATE_SLICE.matcher(text);
        if (slice.matches() && of(slice.group(3), W.class) instanceof W index) {
            Object register = Arguments.constant(A64Registers.class, slice.group(1), P.class);
            Object found = register == null
                    ? null
                    : Arguments.call(register, slice.group(2), index, Arguments.number(slice.group(4)));
            return type.isInstance(found) ? found : null;
        }
        Matcher view = VIEW.matcher(text);
        if (view.matches() && (view.group(4) != null || view.group(5) != null)) {
            return view(view, type);
        }
        Object register = Arguments.constant(A64Registers.class, text.replace("!", ""), type);
        return register != null
                ? register
                : Arguments.constant(A64Registers.class, text.toUpperCase(Locale.ROOT), type);
    }

    private @Nullable Object matrix(String text, Class<?> type) {
        Matcher m = MATRIX.matcher(text);
        if (!m.matches()) {
            return null;
        }
        Object result = null;
        if (text.startsWith("zt0")) {
            result = m.group(4) == null ? Zt.ZT0 : Zt.ZT0.at(Arguments.number(m.group(4)));
        } else if (m.group(1).isEmpty()) {
            result = of(m.group(4), W.class) instanceof W index
                    ? A64Registers.za(index, Arguments.number(m.group(5)))
                    : null;
        } else {
            Object tile = Arguments.call(Za.of(number(m, 1)), m.group(3));
            result = tile;
            if (tile != null && m.group(4) != null && of(m.group(4), W.class) instanceof W index) {
                result = Arguments.call(tile, m.group(2), index, Arguments.number(m.group(5)));
            }
        }
        return type.isInstance(result) ? result : null;
    }

    private @Nullable Object tiles(String text) {
        if (text.equals("{za}")) {
            return TileList.ALL;
        }
        List<Za.Tile> tiles = new ArrayList<>();
        for (String item : text.substring(1, text.length() - 1).split(", *")) {
            if (matrix(item, Za.Tile.class) instanceof Za.Tile tile) {
                tiles.add(tile);
            }
        }
        return A64Registers.tiles(tiles.toArray(Za.Tile[]::new));
    }

    private @Nullable Object vectorMemory(String text, Class<?> type) {
        String[] in = text.substring(1, text.length() - 1).split(", ", -1);
        Object base = first(in[0], XOrSp.class, Z.D.class, Z.S.class);
        Object index =
                in.length == 1 ? "" : in[1].startsWith("#") ? "" : first(in[1], Z.D.class, Z.S.class, XOrZr.class);
        Object result = switch (base) {
            case XOrSp x when index instanceof Z.D z -> A64Registers.mem(x, z);
            case XOrSp x when index instanceof Z.S z -> A64Registers.mem(x, z);
            case Z.D d when index instanceof Z.D z -> A64Registers.mem(d, z);
            case Z.S s when index instanceof Z.S z -> A64Registers.mem(s, z);
            case Z.D d when index instanceof XOrZr x -> A64Registers.mem(d, x);
            case Z.S s when index instanceof XOrZr x -> A64Registers.mem(s, x);
            case Z.D d -> A64Registers.mem(d);
            case Z.S s -> A64Registers.mem(s);
            case null, default -> null;
        };
        if (result != null && in.length == 2 && in[1].startsWith("#")) {
            result = Arguments.call(result, "offset", Arguments.number(in[1]));
        } else if (result != null && in.length == 3) {
            String[] extend = in[2].split(" *#", 2);
            result = extend.length == 1
                    ? Arguments.call(result, extend[0])
                    : Arguments.call(result, extend[0], Arguments.number(extend[1]));
        }
        return type.isInstance(result) ? result : null;
    }

    private @Nullable Object first(String text, Class<?>... types) {
        for (Class<?> type : types) {
            Object found = of(text, type);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static int number(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }

    /// `v3.4s` by `v3.s4()`, `v3.s[1]` by `v3.s(1)`.
    private static @Nullable Object view(Matcher view, Class<?> type) {
        Object register = Arguments.constant(A64Registers.class, view.group(1) + view.group(2), Object.class);
        String method = view.group(4) == null ? "lane" : view.group(4) + view.group(3);
        if (register == null) {
            return null;
        }
        Object result = view.group(5) == null
                ? Arguments.call(register, method)
                : Arguments.call(register, method, Integer.decode(view.group(5)));
        return type.isInstance(result) ? result : null;
    }

    private @Nullable Object memory(String text, Class<?> type) {
        Matcher m = BRACKET.matcher(text);
        if (!m.matches()) {
            return null;
        }
        String[] in = m.group(1).split(", ", -1);
        String post = m.group(3);
        boolean writeBack = !m.group(2).isEmpty();
        if (!(of(in[0], XOrSp.class) instanceof XOrSp base)) {
            return null;
        }
        Mem.Base mem = A64Registers.mem(base);
        Object result;
        if (post != null) {
            result = post.startsWith("#") ? mem.post(Arguments.number(post)) : post(mem, post);
        } else if (in.length == 1) {
            result = writeBack ? mem.writeBack() : mem;
        } else if (in[1].startsWith("#")) {
            long offset = Arguments.number(in[1]);
            result = in.length == 3 ? mem.mulVl(offset) : writeBack ? mem.pre(offset) : mem.offset(offset);
        } else {
            result = index(base, in);
        }
        return type.isInstance(result) ? result : null;
    }

    private @Nullable Object post(Mem.Base mem, String post) {
        return of(post, X.class) instanceof X index ? mem.post(index) : null;
    }

    private @Nullable Object index(XOrSp base, String[] in) {
        String[] extend = in.length == 3 ? in[2].split(" *#", 2) : new String[] {""};
        boolean shifted = extend.length == 2;
        long amount = shifted ? Arguments.number(extend[1]) : 0;
        if (of(in[1], XOrZr.class) instanceof XOrZr x) {
            Mem.Index index = A64Registers.mem(base, x);
            return switch (extend[0]) {
                case "" -> index;
                case "lsl" -> index.lsl(amount);
                case "sxtx" -> shifted ? index.sxtx(amount) : index.sxtx();
                default -> null;
            };
        }
        if (of(in[1], WOrZr.class) instanceof WOrZr w) {
            Mem.Index32 index = A64Registers.mem(base, w);
            return switch (extend[0]) {
                case "uxtw" -> shifted ? index.uxtw(amount) : index.uxtw();
                case "sxtw" -> shifted ? index.sxtw(amount) : index.sxtw();
                default -> null;
            };
        }
        return null;
    }
}
