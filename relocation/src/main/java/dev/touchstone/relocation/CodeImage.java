package dev.touchstone.relocation;

import java.util.List;
import java.util.Map;

/// Finished code: bytes, the global symbols' offsets, and the relocations that are left to do. Immutable.
public final class CodeImage {
    private final Machine machine;
    private final byte[] bytes;
    private final Map<String, Integer> symbols;
    private final List<Relocation> relocations;

    CodeImage(Machine machine, byte[] bytes, Map<String, Integer> symbols, List<Relocation> relocations) {
        this.machine = machine;
        this.bytes = bytes;
        this.symbols = Map.copyOf(symbols);
        this.relocations = List.copyOf(relocations);
    }

    /// An image of bytes that need no relocation.
    public static CodeImage of(Machine machine, byte[] bytes) {
        return new CodeImage(machine, bytes.clone(), Map.of(), List.of());
    }

    public Machine machine() {
        return machine;
    }

    /// Bytes of code.
    public int size() {
        return bytes.length;
    }

    /// The global symbols and their offsets in bytes.
    public Map<String, Integer> symbols() {
        return symbols;
    }

    /// The offset of a global symbol.
    ///
    /// @throws RelocationException if there is none of that name
    public int offsetOf(String symbol) {
        Integer offset = symbols.get(symbol);
        if (offset == null) {
            throw new RelocationException("no symbol \"" + symbol + "\"; there are " + symbols.keySet());
        }
        return offset;
    }

    /// What is left to do when the image is linked, by offset.
    public List<Relocation> relocations() {
        return relocations;
    }

    /// The bytes as they must stand at `address`.
    ///
    /// @throws RelocationException if a target is out of range or external
    public byte[] at(long address) {
        return at(address, Map.of());
    }

    /// The bytes as they must stand at `address`, with the addresses of external symbols.
    ///
    /// @throws RelocationException if a target is out of range, or external and not among `externals`: all of
    ///     those are named
    public byte[] at(long address, Map<String, Long> externals) {
        List<String> missing = relocations.stream()
                .map(Relocation::external)
                .filter(name -> name != null && !externals.containsKey(name))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            throw new RelocationException("no address for the external symbols " + missing);
        }
        byte[] linked = bytes.clone();
        for (Relocation r : relocations) {
            String external = r.external();
            long target = external == null ? address + r.target() : externals.getOrDefault(external, 0L);
            r.kind()
                    .apply(
                            linked,
                            r.offset(),
                            target,
                            r.addend(),
                            address + r.offset(),
                            external == null ? "offset 0x" + Integer.toHexString(r.target()) : "\"" + external + "\"");
        }
        return linked;
    }
}
