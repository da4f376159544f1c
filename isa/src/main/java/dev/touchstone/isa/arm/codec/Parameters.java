package dev.touchstone.isa.arm.codec;

import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parameters of a hole in a symbols table: `scale=8 default=0 not`. Each is asked for once; what nobody
/// asked for is an error of the table.
public final class Parameters {
    private final Isa isa;
    private final Map<String, String> unread = new LinkedHashMap<>();
    private final @Nullable String with;
    private final @Nullable String missing;

    public Parameters(Isa isa, String text) {
        this.isa = isa;
        for (String word : text.strip().split("\\s+")) {
            if (word.isEmpty()) {
                continue;
            }
            int sign = word.indexOf('=', 1);
            String key = sign < 0 ? word : word.substring(0, sign);
            if (unread.put(key, sign < 0 ? "" : word.substring(sign + 1)) != null) {
                throw new IllegalArgumentException("parameter " + key + " stands twice");
            }
        }
        this.with = unread.remove("with");
        this.missing = unread.remove("default");
    }

    /// The hole whose value takes part in encoding this one, or null.
    public @Nullable String with() {
        return with;
    }

    /// The text of the value of a hole that is not in the statement, or null if it must be there.
    public @Nullable String missing() {
        return missing;
    }

    /// The set that the form belongs to.
    public Isa isa() {
        return isa;
    }

    /// The text of a parameter, or null.
    public @Nullable String text(String key) {
        return unread.remove(key);
    }

    /// Whether the parameter stands there.
    public boolean flag(String key) {
        String text = unread.remove(key);
        if (text != null && !text.isEmpty()) {
            throw new IllegalArgumentException("parameter " + key + " takes no value");
        }
        return text != null;
    }

    /// A number, or what it is if the parameter is missing.
    public long number(String key, long missing) {
        String text = unread.remove(key);
        return text == null ? missing : number(text);
    }

    /// Numbers between commas as a set of bits; 0 if the parameter is missing.
    public long mask(String key) {
        String text = unread.remove(key);
        long mask = 0;
        if (text != null) {
            for (String part : text.split(",")) {
                mask |= 1L << number(part);
            }
        }
        return mask;
    }

    /// Everything that was not asked for yet, in order.
    public List<Map.Entry<String, String>> rest() {
        List<Map.Entry<String, String>> rest =
                new ArrayList<>(Map.copyOf(unread).size());
        unread.forEach((key, text) -> rest.add(Map.entry(key, text)));
        unread.clear();
        return rest;
    }

    /// @throws IllegalArgumentException if something was not asked for
    public void finish() {
        if (!unread.isEmpty()) {
            throw new IllegalArgumentException("unknown parameters " + unread.keySet());
        }
    }

    static long number(String text) {
        try {
            return Long.decode(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a number", e);
        }
    }
}
