package dev.touchstone.relocation.image;

import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.CodeImage.Section;
import dev.touchstone.relocation.CodeImage.Symbol;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.FixupTable;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.Relocation;
import dev.touchstone.relocation.SectionKind;
import dev.touchstone.relocation.SymbolType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the tables of one file, in their order. Counts and sizes are held against the bytes that are left, and
/// against the limit, before anything is made of them.
final class ImageReader {
    private final ImageCursor in;
    private final long limit;
    private final List<Section> sections = new ArrayList<>();
    private final List<Symbol> symbols = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final List<Relocation> relocations = new ArrayList<>();
    private int size;

    /// @param limit the largest image that is taken, in bytes of memory
    private ImageReader(ImageCursor in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    static CodeImage read(byte[] file, long limit) throws ImageFormatException {
        return new ImageReader(Envelope.open(file), limit).image();
    }

    private CodeImage image() throws ImageFormatException {
        in.zero(2, "a reserved byte");
        Machine machine = machine();
        in.skip(4); // The file's size.
        int sectionCountAt = in.position();
        int sectionCount = in.count(ImageFormat.SECTION_BYTES, "sections");
        if (sectionCount < 1 || sectionCount > ImageFormat.MOST_SECTIONS) {
            throw new ImageFormatException(
                    sectionCountAt,
                    "%d sections; allowed are 1 to %d".formatted(sectionCount, ImageFormat.MOST_SECTIONS));
        }
        int symbolCount = in.count(ImageFormat.LEAST_SYMBOL_BYTES, "symbols");
        int kindCount = in.count(ImageFormat.LEAST_NAME_BYTES, "relocation kinds");
        int externalCount = in.count(ImageFormat.LEAST_NAME_BYTES, "external symbols");
        int relocationCount = in.count(ImageFormat.RELOCATION_BYTES, "relocations");
        for (int i = 0; i < sectionCount; i++) {
            section(machine);
        }
        for (int i = 0; i < symbolCount; i++) {
            symbol();
        }
        relocations(machine, kindCount, externalCount, relocationCount);
        return CodeImage.of(sectionBytes(), sections, symbols, relocations);
    }

    private Machine machine() throws ImageFormatException {
        int at = in.position();
        try {
            return Machine.of(in.padded(ImageFormat.MACHINE_BYTES, "the machine"));
        } catch (IllegalArgumentException e) {
            throw new ImageFormatException(at, String.valueOf(e.getMessage()));
        }
    }

    private void section(Machine first) throws ImageFormatException {
        int at = in.position();
        SectionKind kind = oneOf(ImageFormat.KINDS, "a section's kind");
        int powerAt = in.position();
        int power = in.u8("a section's alignment");
        in.zero(2, "a reserved byte");
        int machineAt = in.position();
        Machine machine = machine();
        int sizeAt = in.position();
        long bytes = in.u32("a section's size");
        if (sections.isEmpty()
                ? kind != SectionKind.TEXT
                : kind.compareTo(sections.getLast().kind()) < 0) {
            throw new ImageFormatException(
                    at,
                    sections.isEmpty()
                            ? "the first section is %s; allowed is .text".formatted(kind)
                            : "%s behind %s; allowed is the order %s"
                                    .formatted(kind, sections.getLast().kind(), ImageFormat.KINDS));
        }
        if (sections.isEmpty() ? !machine.equals(first) : !machine.family().equals(first.family())) {
            throw new ImageFormatException(
                    machineAt,
                    "a section for %s in an image for %s; allowed is %s"
                            .formatted(
                                    machine.name(),
                                    first.name(),
                                    sections.isEmpty() ? "the same for the first one" : "the same family"));
        }
        if (sections.stream().anyMatch(s -> s.kind() == kind && s.machine().equals(machine))) {
            throw new ImageFormatException(
                    at, "a second section %s for %s; allowed is one".formatted(kind, machine.name()));
        }
        int least = leastPower(kind, machine);
        if (power < least || power > ImageFormat.LARGEST_ALIGNMENT_POWER) {
            throw new ImageFormatException(
                    powerAt,
                    "the alignment of %s is 2^%d; allowed are 2^%d to 2^%d"
                            .formatted(kind, power, least, ImageFormat.LARGEST_ALIGNMENT_POWER));
        }
        int alignment = 1 << power;
        long offset = size + (-(long) size & alignment - 1);
        long most = Math.min(limit - offset, kind == SectionKind.BSS ? Long.MAX_VALUE : in.left());
        if (bytes > most || bytes == 0 && !sections.isEmpty()) {
            throw new ImageFormatException(
                    sizeAt,
                    "%s has %d bytes at offset 0x%x of the image; allowed are %d to %d, as %s"
                            .formatted(
                                    kind,
                                    bytes,
                                    offset,
                                    sections.isEmpty() ? 0 : 1,
                                    Math.max(0, most),
                                    most == limit - offset
                                            ? "an image may have %d".formatted(limit)
                                            : "no more are left in the file"));
        }
        sections.add(new Section(kind, machine, (int) offset, (int) bytes, alignment));
        size = (int) (offset + bytes);
    }

    /// The least alignment that a section has there, as a power of two.
    private int leastPower(SectionKind kind, Machine machine) {
        boolean turns = kind.isWritable() && !sections.getLast().kind().isWritable();
        int least = turns ? CodeImage.PAGE : kind == SectionKind.TEXT ? machine.codeAlignment() : 1;
        return Integer.numberOfTrailingZeros(least);
    }

    private <T> T oneOf(List<T> values, String what) throws ImageFormatException {
        int at = in.position();
        int number = in.u8(what);
        if (number >= values.size()) {
            throw new ImageFormatException(
                    at, "%s is %d; allowed are 0 to %d".formatted(what, number, values.size() - 1));
        }
        return values.get(number);
    }

    private void symbol() throws ImageFormatException {
        int at = in.position();
        int offset = in.atMost(size, "a symbol's offset");
        SymbolType type = oneOf(ImageFormat.TYPES, "a symbol's type");
        boolean global = oneOf(List.of(false, true), "a symbol's flag");
        int nameAt = in.position();
        String name = in.name("a symbol's name");
        if (!names.add(name)) {
            throw new ImageFormatException(nameAt, "a second symbol %s; allowed is one".formatted(quoted(name)));
        }
        if (type == SymbolType.FUNCTION && !isCode(offset)) {
            throw new ImageFormatException(
                    at,
                    "the function %s at offset 0x%x of the image; allowed are instructions' addresses in .text"
                            .formatted(quoted(name), offset));
        }
        symbols.add(new Symbol(name, offset, global, type));
    }

    private boolean isCode(int offset) {
        return sections.stream()
                .anyMatch(s -> s.kind() == SectionKind.TEXT
                        && offset >= s.offset()
                        && offset < s.end()
                        && offset % s.machine().codeAlignment() == 0);
    }

    private void relocations(Machine machine, int kindCount, int externalCount, int count) throws ImageFormatException {
        List<FixupKind> kinds = new ArrayList<>();
        Set<String> kindNames = new HashSet<>();
        int kindsAt = in.position();
        for (int i = 0; i < kindCount; i++) {
            int at = in.position();
            String name = in.name("a relocation kind's name");
            if (!kindNames.add(name)) {
                throw new ImageFormatException(
                        at, "a second relocation kind %s; allowed is one".formatted(quoted(name)));
            }
            kinds.add(kind(machine, name, at));
        }
        List<String> externals = new ArrayList<>();
        int externalsAt = in.position();
        for (int i = 0; i < externalCount; i++) {
            int at = in.position();
            String name = in.name("an external symbol's name");
            if (!names.add(name)) {
                throw new ImageFormatException(
                        at, "a second symbol %s, external; allowed is one".formatted(quoted(name)));
            }
            externals.add(name);
        }
        FirstUse usedKinds = new FirstUse("relocation kinds", kindCount);
        FirstUse usedExternals = new FirstUse("external symbols", externalCount);
        for (int i = 0; i < count; i++) {
            relocation(kinds, externals, usedKinds, usedExternals);
        }
        usedKinds.finish(kindsAt);
        usedExternals.finish(externalsAt);
    }

    private static FixupKind kind(Machine machine, String name, int at) throws ImageFormatException {
        FixupKind kind = FixupTable.of(machine).kinds().stream()
                .filter(k -> k.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ImageFormatException(
                        at, "%s is no relocation kind of %s".formatted(quoted(name), machine.name())));
        if (!kind.isForImages()) {
            throw new ImageFormatException(
                    at,
                    "%s takes more than addresses: %s; allowed are kinds that do not".formatted(kind, kind.formula()));
        }
        return kind;
    }

    /// A name as errors show it; of a long one, the start.
    private static String quoted(String name) {
        return name.length() <= 80 ? "\"" + name + "\"" : "\"" + name.substring(0, 80) + "...\"";
    }

    private void relocation(List<FixupKind> kinds, List<String> externals, FirstUse usedKinds, FirstUse usedExternals)
            throws ImageFormatException {
        int at = in.position();
        int offset = in.atMost(size, "a relocation's offset");
        int kindAt = in.position();
        FixupKind kind = kinds.get(usedKinds.take(kindAt, in.u16("a relocation's kind")));
        place(at, offset, kind);
        boolean external = externalForm();
        int targetAt = in.position();
        if (external) {
            int index = usedExternals.take(targetAt, in.u32("a relocation's external symbol"));
            relocations.add(new Relocation(kind, offset, externals.get(index), 0, in.s64("an addend")));
        } else {
            int target = in.atMost(size, "a relocation's target");
            relocations.add(new Relocation(kind, offset, null, target, in.s64("an addend")));
        }
    }

    private boolean externalForm() throws ImageFormatException {
        int at = in.position();
        int form = in.u16("a relocation's form");
        if (form > 1) {
            throw new ImageFormatException(at, "a relocation's form is %d; allowed are 0 and 1".formatted(form));
        }
        return form == 1;
    }

    private void place(int at, int offset, FixupKind kind) throws ImageFormatException {
        long end = (long) offset + kind.bytes();
        if (!relocations.isEmpty()) {
            Relocation before = relocations.getLast();
            int free = before.offset() + before.kind().bytes();
            if (offset < free) {
                throw new ImageFormatException(
                        at,
                        "a relocation of offset 0x%x of the image; allowed are 0x%x and more, behind the one before"
                                .formatted(offset, free));
            }
        }
        if (sections.stream().noneMatch(s -> s.kind() != SectionKind.BSS && offset >= s.offset() && end <= s.end())) {
            throw new ImageFormatException(
                    at,
                    "%s patches %d bytes at offset 0x%x of the image; allowed are bytes of one section: %s"
                            .formatted(kind, kind.bytes(), offset, ranges()));
        }
    }

    private String ranges() {
        return String.join(
                ", ",
                sections.stream()
                        .filter(s -> s.kind() != SectionKind.BSS)
                        .map(s -> "%s 0x%x to 0x%x".formatted(s.kind(), s.offset(), s.end() - 1))
                        .toList());
    }

    private byte[] sectionBytes() throws ImageFormatException {
        List<Section> held =
                sections.stream().filter(s -> s.kind() != SectionKind.BSS).toList();
        long sum = held.stream().mapToLong(Section::size).sum();
        if (sum != in.left()) {
            throw new ImageFormatException(
                    in.position(), "the sections have %d bytes, but %d are left".formatted(sum, in.left()));
        }
        byte[] bytes = new byte[held.getLast().end()];
        for (Section section : held) {
            in.bytes(bytes, section.offset(), section.size());
        }
        return bytes;
    }

    /// Holds indices against the rule that a table stands in the order in which it is used first.
    private static final class FirstUse {
        private final String what;
        private final int count;
        private int used;

        FirstUse(String what, int count) {
            this.what = what;
            this.count = count;
        }

        int take(int at, long index) throws ImageFormatException {
            if (index > used || index >= count) {
                throw new ImageFormatException(
                        at,
                        "index %d of %d %s, of which %d were used so far; allowed are those and the next"
                                .formatted(index, count, what, used));
            }
            used = Math.max(used, (int) index + 1);
            return (int) index;
        }

        void finish(int at) throws ImageFormatException {
            if (used < count) {
                throw new ImageFormatException(
                        at,
                        "%d of %d %s are not used; allowed are those that are".formatted(count - used, count, what));
            }
        }
    }
}
