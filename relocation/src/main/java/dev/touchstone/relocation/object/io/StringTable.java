package dev.touchstone.relocation.object.io;

import dev.touchstone.relocation.RelocationException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Names, each with a zero byte behind it, found by their offset.
public final class StringTable {
    private final LittleEndianOutput out = new LittleEndianOutput();
    private final Map<String, Integer> offsets = new HashMap<>();

    /// @param lead zero bytes before the first name
    public StringTable(int lead) {
        out.zeros(lead);
    }

    /// The offset of a name, put in if it is new.
    ///
    /// @throws RelocationException if it holds a zero character, which would end it
    public int offset(String name) {
        Integer known = offsets.get(name);
        if (known != null) {
            return known;
        }
        if (name.indexOf('\0') >= 0) {
            throw new RelocationException("the name \"%s\" holds a zero character".formatted(name));
        }
        int at = out.size();
        out.bytes(name.getBytes(StandardCharsets.UTF_8)).u8(0);
        offsets.put(name, at);
        return at;
    }

    public int size() {
        return out.size();
    }

    public byte[] toByteArray() {
        return out.toByteArray();
    }
}
