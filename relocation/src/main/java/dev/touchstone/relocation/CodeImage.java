package dev.touchstone.relocation;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Finished code: bytes, the symbols' offsets, and the relocations that are left to do. Immutable.
public final class CodeImage {
    /// The largest page of any host: sections that code may write to begin at a multiple of it.
    public static final int PAGE = 1 << 16;

    private final Machine machine;
    private final byte[] bytes;
    private final int size;
    private final int alignment;
    private final int readOnlySize;
    private final int writableOffset;
    private final List<Section> sections;
    private final List<Symbol> symbolTable;
    private final Map<String, Integer> symbols;
    private final List<Relocation> relocations;

    /// A part of an image whose memory is of one kind.
    ///
    /// @param machine that its code is for
    /// @param offset in bytes from the start of the image
    /// @param size in bytes
    /// @param alignment what its address is a multiple of, if the image's is one of [CodeImage#alignment()]
    public record Section(SectionKind kind, Machine machine, int offset, int size, int alignment) {
        /// The offset of the first byte behind it.
        public int end() {
            return offset + size;
        }
    }

    /// A named place in an image.
    ///
    /// @param offset in bytes from the start of the image
    /// @param global whether others may refer to it
    public record Symbol(String name, int offset, boolean global, SymbolType type) {
        /// Whether it is meant to be called from outside.
        public boolean isEntryPoint() {
            return global && type == SymbolType.FUNCTION;
        }
    }

    /// @param bytes of all sections but the last ones, which are zero
    /// @param sections the first one is code; each behind the one before, as near as its alignment allows
    private CodeImage(byte[] bytes, List<Section> sections, List<Symbol> symbols, List<Relocation> relocations) {
        this.machine = sections.getFirst().machine();
        this.bytes = bytes;
        this.size = sections.getLast().end();
        int most = 1;
        int readOnly = 0;
        int variables = size;
        for (Section section : sections) {
            most = Math.max(most, section.alignment());
            if (!section.kind().isWritable()) {
                readOnly = Math.max(readOnly, section.end());
            } else if (variables == size) {
                variables = section.offset();
            }
        }
        this.alignment = most;
        this.sections = List.copyOf(sections);
        this.readOnlySize = readOnly;
        this.writableOffset = variables;
        this.symbolTable = List.copyOf(symbols);
        Map<String, Integer> offsets = new LinkedHashMap<>();
        symbols.forEach(symbol -> offsets.put(symbol.name(), symbol.offset()));
        this.symbols = Collections.unmodifiableMap(offsets);
        this.relocations = List.copyOf(relocations);
    }

    /// An image of its parts, as they are: see [CodeBuffer#toImage()] for one that is laid out here.
    ///
    /// @param bytes of all sections but those of kind BSS, which stand last
    /// @param sections the first one is code; each behind the one before, as near as its alignment allows
    /// @param relocations by offset
    public static CodeImage of(
            byte[] bytes, List<Section> sections, List<Symbol> symbols, List<Relocation> relocations) {
        return new CodeImage(bytes.clone(), sections, symbols, relocations);
    }

    /// An image of bytes that need no relocation.
    public static CodeImage of(Machine machine, byte[] bytes) {
        Section text = new Section(SectionKind.TEXT, machine, 0, bytes.length, machine.codeAlignment());
        return of(bytes, List.of(text), List.of(), List.of());
    }

    public Machine machine() {
        return machine;
    }

    /// Bytes of all sections, those that are zero at first among them, and stubs of external symbols. It is the
    /// size of the linked image too, wherever it lands.
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

    /// Bytes up to the first section that code may write to: code and constants.
    public int readOnlySize() {
        return readOnlySize;
    }

    /// The offset of the first section that code may write to, a multiple of the largest page of any host; the
    /// image's size if there is none.
    public int writableOffset() {
        return writableOffset;
    }

    /// A copy of a section's bytes as they are before the image is linked; none of one that is zero at first.
    public byte[] bytes(Section section) {
        return section.kind() == SectionKind.BSS
                ? new byte[0]
                : Arrays.copyOfRange(bytes, section.offset(), section.end());
    }

    /// The symbols, in the order in which they were named first.
    public List<Symbol> symbolTable() {
        return symbolTable;
    }

    /// The symbols that are meant to be called from outside: global functions.
    public List<Symbol> entryPoints() {
        return symbolTable.stream().filter(Symbol::isEntryPoint).toList();
    }

    /// This image with one more entry point.
    ///
    /// @throws RelocationException if it has no symbol of that name
    public CodeImage withEntryPoint(String symbol) {
        offsetOf(symbol);
        List<Symbol> changed = symbolTable.stream()
                .map(s -> s.name().equals(symbol) ? new Symbol(s.name(), s.offset(), true, SymbolType.FUNCTION) : s)
                .toList();
        return new CodeImage(bytes, sections, changed, relocations);
    }

    /// The names of the external symbols that linking needs the addresses of.
    public List<String> externals() {
        return relocations.stream()
                .map(Relocation::external)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
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

    /// The machine of the section at an offset.
    Machine machineAt(int offset) {
        for (Section section : sections) {
            if (offset < section.end()) {
                return section.machine();
            }
        }
        return machine;
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
        return relocations.isEmpty() ? unlinked() : link(address, externals).bytes();
    }

    /// The image linked at `address`, with the addresses of external symbols; it can be moved from there. A
    /// branch that does not reach an external symbol goes by way of a stub at the end of its section,
    /// `puts@plt`. Bit 0 of the address of an external function of AArch32 is set if it is T32 code, as in C's
    /// function pointers; a branch to code of the other set goes by way of the stub too.
    ///
    /// @throws RelocationException if a target is out of range, or external and not among `externals`: all of
    ///     those
    ///     are named
    public LinkedImage link(long address, Map<String, Long> externals) {
        return LinkedImage.of(this, address, externals);
    }
}
