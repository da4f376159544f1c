package dev.touchstone.relocation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Finished code: bytes, the symbols' offsets, and the relocations that are left to do. Immutable.
public final class CodeImage {
    private final Machine machine;
    private final byte[] bytes;
    private final int size;
    private final int alignment;
    private final List<Section> sections;
    private final Map<String, Integer> symbols;
    private final List<Relocation> relocations;

    /// A part of an image whose memory is of one kind.
    ///
    /// @param machine that its code is for
    /// @param offset in bytes from the start of the image
    /// @param size in bytes
    public record Section(SectionKind kind, Machine machine, int offset, int size) {}

    /// @param bytes of all sections but the last ones, which are zero
    /// @param size of all sections
    CodeImage(
            Machine machine,
            byte[] bytes,
            int size,
            int alignment,
            List<Section> sections,
            Map<String, Integer> symbols,
            List<Relocation> relocations) {
        this.machine = machine;
        this.bytes = bytes;
        this.size = size;
        this.alignment = alignment;
        this.sections = List.copyOf(sections);
        this.symbols = Map.copyOf(symbols);
        this.relocations = List.copyOf(relocations);
    }

    /// An image of bytes that need no relocation.
    public static CodeImage of(Machine machine, byte[] bytes) {
        Section text = new Section(SectionKind.TEXT, machine, 0, bytes.length);
        return new CodeImage(
                machine, bytes.clone(), bytes.length, machine.codeAlignment(), List.of(text), Map.of(), List.of());
    }

    public Machine machine() {
        return machine;
    }

    /// Bytes of all sections, those that are zero at first among them.
    public int size() {
        return size;
    }

    /// What the image's address must be a multiple of; a power of two. Writable sections begin on a page of their
    /// own if the address is a multiple of this.
    public int alignment() {
        return alignment;
    }

    /// The sections, by offset; the first one is code.
    public List<Section> sections() {
        return sections;
    }

    /// The symbols and their offsets in bytes.
    public Map<String, Integer> symbols() {
        return symbols;
    }

    /// The offset of a symbol.
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

    /// A copy of the bytes as they are before they are linked.
    byte[] unlinked() {
        return Arrays.copyOf(bytes, size);
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
    ///     those
    ///     are named
    public byte[] at(long address, Map<String, Long> externals) {
        return link(address, externals).bytes();
    }

    /// The image linked at `address`, with the addresses of external symbols; it can be moved from there.
    ///
    /// @throws RelocationException if a target is out of range, or external and not among `externals`: all of
    ///     those
    ///     are named
    public LinkedImage link(long address, Map<String, Long> externals) {
        return LinkedImage.of(this, address, externals);
    }
}
