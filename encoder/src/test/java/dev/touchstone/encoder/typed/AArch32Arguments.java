package dev.touchstone.encoder.typed;

import dev.touchstone.encoder.aarch32.A32Registers;
import dev.touchstone.encoder.aarch32.D;
import dev.touchstone.encoder.aarch32.DRange;
import dev.touchstone.encoder.aarch32.Mem;
import dev.touchstone.encoder.aarch32.Q;
import dev.touchstone.encoder.aarch32.R;
import dev.touchstone.encoder.aarch32.RegisterList;
import dev.touchstone.encoder.aarch32.S;
import dev.touchstone.encoder.aarch32.SRange;
import dev.touchstone.encoder.aarch32.Shift;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Arguments of A32 and T32 methods from the texts of operands.
final class AArch32Arguments implements Arguments {
    private static final Pattern BRACKET = Pattern.compile("\\[([^\\]]*)](!?)(?:, (.*))?");
    private static final Pattern LANE = Pattern.compile("([sdq][0-9]+)\\[([0-9a-fx]*)]");

    @Override
    public @Nullable Object of(String text, Class<?> type) {
        if (type.getEnclosingClass() == Mem.class) {
            return memory(text, type);
        }
        if (type == R.WriteBack.class) {
            return text.endsWith("!") && of(text.substring(0, text.length() - 1), R.class) instanceof R r
                    ? r.writeBack()
                    : null;
        }
        if (text.startsWith("{")) {
            return list(text.substring(1, text.length() - 1), type);
        }
        Matcher lane = LANE.matcher(text);
        if (lane.matches()) {
            Object register = Arguments.constant(A32Registers.class, lane.group(1), Object.class);
            Object found = register == null
                    ? null
                    : lane.group(2).isEmpty()
                            ? Arguments.call(register, "all")
                            : Arguments.call(register, "lane", Integer.decode(lane.group(2)));
            return type.isInstance(found) ? found : null;
        }
        String constant = text.equals("hs") ? "CS" : text.equals("lo") ? "CC" : text;
        Object register = Arguments.constant(A32Registers.class, constant, type);
        return register != null
                ? register
                : Arguments.constant(A32Registers.class, constant.toUpperCase(Locale.ROOT), type);
    }

    private @Nullable Object list(String items, Class<?> type) {
        int mask = 0;
        String first = "";
        String last = "";
        for (String item : items.split(", ?")) {
            if (item.equals("apsr")) {
                mask |= new RegisterList(0).andApsr().mask();
                continue;
            }
            if (item.equals("vpr")) {
                continue; // it ends each such list
            }
            String[] ends = item.split("-", -1);
            first = first.isEmpty() ? ends[0] : first;
            last = ends[ends.length - 1];
            if (type == RegisterList.class
                    && of(ends[0], R.class) instanceof R from
                    && of(last, R.class) instanceof R to) {
                mask |= RegisterList.range(from, to).mask();
            }
        }
        if (type == RegisterList.class) {
            return mask == 0 ? null : new RegisterList(mask);
        }
        if (type == DRange.class && of(first, D.class) instanceof D from && of(last, D.class) instanceof D to) {
            return DRange.of(from, to);
        }
        if (type == SRange.class && of(first, S.class) instanceof S from && of(last, S.class) instanceof S to) {
            return SRange.of(from, to);
        }
        return null;
    }

    private @Nullable Object memory(String text, Class<?> type) {
        Matcher m = BRACKET.matcher(text);
        if (!m.matches()) {
            return null;
        }
        String[] in = m.group(1).split(", ", -1);
        String[] base = in[0].split(":", -1);
        if (!(of(base[0], R.class) instanceof R register)) {
            return null;
        }
        boolean writeBack = !m.group(2).isEmpty();
        Mem.Base mem = A32Registers.mem(register);
        String post = m.group(3);
        Object result;
        if (base.length == 2) {
            Mem.Aligned aligned = mem.align(Arguments.number(base[1]));
            result = writeBack ? aligned.writeBack() : aligned;
            if (post != null) {
                result = of(post, R.class) instanceof R index ? aligned.post(index) : null;
            }
        } else if (post != null) {
            result = post(mem, post);
        } else if (in.length == 1) {
            result = writeBack ? mem.writeBack() : mem;
        } else if (in[1].startsWith("#")) {
            result = writeBack ? mem.pre(Arguments.number(in[1])) : mem.offset(Arguments.number(in[1]));
        } else {
            result = index(mem, in, writeBack);
        }
        return type.isInstance(result) ? result : null;
    }

    private @Nullable Object post(Mem.Base mem, String post) {
        if (post.startsWith("#")) {
            return mem.post(Arguments.number(post));
        }
        if (post.matches("(0x)?[0-9a-f]+")) {
            return mem.option(Arguments.number(post));
        }
        String[] parts = post.split(", ", -1);
        if (!(of(parts[0].replace("-", ""), R.class) instanceof R register)) {
            return null;
        }
        Mem.IndexPost index = parts[0].startsWith("-") ? mem.postMinus(register) : mem.post(register);
        if (parts.length == 1) {
            return index;
        }
        if (parts[1].equals("rrx")) {
            return index.rrx();
        }
        String[] shift = parts[1].split(" *#", 2);
        return of(shift[0], Shift.class) instanceof Shift s ? index.shift(s, Arguments.number(shift[1])) : null;
    }

    private @Nullable Object index(Mem.Base mem, String[] in, boolean writeBack) {
        if (of(in[1], Q.class) instanceof Q vector) {
            Mem.IndexVector index = A32Registers.mem(mem.base(), vector);
            return in.length == 2 ? index : index.uxtw(Arguments.number(in[2].split(" *#", 2)[1]));
        }
        if (!(of(in[1].replace("-", ""), R.class) instanceof R register)) {
            return null;
        }
        Mem.Index index = in[1].startsWith("-") ? mem.minus(register) : A32Registers.mem(mem.base(), register);
        if (in.length == 2) {
            return writeBack ? index.pre() : index;
        }
        if (in[2].equals("rrx")) {
            return writeBack ? index.rrx().pre() : index.rrx();
        }
        String[] shift = in[2].split(" *#", 2);
        if (!(of(shift[0], Shift.class) instanceof Shift s)) {
            return null;
        }
        Mem.IndexShift shifted = index.shift(s, Arguments.number(shift[1]));
        return writeBack ? shifted.pre() : shifted;
    }
}
