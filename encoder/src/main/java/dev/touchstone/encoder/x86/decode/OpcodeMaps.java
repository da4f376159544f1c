package dev.touchstone.encoder.x86.decode;

import dev.touchstone.isa.x86.X86Encoding;
import dev.touchstone.isa.x86.X86Encoding.Space;
import dev.touchstone.isa.x86.X86Form;
import dev.touchstone.isa.x86.X86Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rows by space, map and first opcode byte, the ones with more fixed bytes first.
final class OpcodeMaps {
    private static final OpcodeMaps FOR_64 = new OpcodeMaps(64);
    private static final OpcodeMaps FOR_32 = new OpcodeMaps(32);

    private final Map<Integer, List<X86Form>> forms = new HashMap<>();

    private OpcodeMaps(int mode) {
        for (X86Form form : X86Tables.forms()) {
            if (form.isIn(mode) && !form.has("nodecode")) {
                add(form);
            }
        }
        forms.values().forEach(list -> list.sort(Comparator.comparingInt(form -> -fixedBytes(form))));
    }

    static OpcodeMaps of(int mode) {
        return mode == 64 ? FOR_64 : FOR_32;
    }

    private void add(X86Form form) {
        X86Encoding encoding = form.opcode();
        boolean low = encoding.registerInOpcode() && encoding.opcode().size() == 1;
        for (int i = 0; i < (low ? 8 : 1); i++) {
            forms.computeIfAbsent(
                            key(encoding.space(), encoding.map(), encoding.opcodeByte() + i, encoding.waits()),
                            k -> new ArrayList<>())
                    .add(form);
        }
    }

    private static int fixedBytes(X86Form form) {
        X86Encoding encoding = form.opcode();
        return 2 * encoding.opcode().size() - (encoding.registerInOpcode() ? 1 : 0);
    }

    /// The rows that may stand at that place, best first.
    ///
    /// @param waits whether the byte 9B stands before all
    List<X86Form> at(Space space, int map, int opcode, boolean waits) {
        return forms.getOrDefault(key(space, map, opcode, waits), List.of());
    }

    private static int key(Space space, int map, int opcode, boolean waits) {
        return (waits ? 1 << 20 : 0) | space.ordinal() << 16 | map << 8 | opcode;
    }
}
