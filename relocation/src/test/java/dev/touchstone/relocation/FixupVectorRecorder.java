package dev.touchstone.relocation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// Records what LLVM's assembler and linker do with every fixup kind, for `links.vectors`.
///
///     mvn -q test-compile -pl relocation
///     java -cp relocation/target/classes:relocation/target/test-classes \
///         dev.touchstone.relocation.FixupVectorRecorder > links.vectors
///
/// It needs `llvm-mc-19` and `ld.lld-19`. Each case is a word of code with a `.reloc` of that kind, linked by a
/// script that puts code and tables where the value that is wanted comes out: the ends of the range, one step
/// beyond them, and numbers between. The kind's row says which numbers are tried; what comes of them is LLD's
/// word. Kinds that LLD does not know take GNU ld's bytes, or those of one that has the same bits (`by` names
/// it). R_ARM_ABS8, which no linker takes, is written by hand.
final class FixupVectorRecorder {
    /// What stands at the place before linking: the instruction that the kind is for, its field clear.
    /// `table | pattern | bytes as the manual writes them`.
    private static final String PLACES = """
            aarch64 | .*MOVW.*_NC | f2800000
            aarch64 | .*MOVW.* | d2800000
            aarch64 | .*_ADD_.* | 91000000
            aarch64 | .*LDST8_.* | 39400000
            aarch64 | .*LDST16_.* | 79400000
            aarch64 | .*LDST32_.* | b9400000
            aarch64 | .*LDST128_.* | 3dc00000
            aarch64 | .*(LDST64|LD64)_.* | f9400000
            aarch64 | .*(LD_PREL|PREL19|_LD_GOT).* | 58000000
            aarch64 | .*(ADR_PREL_LO21|ADR_PREL21) | 10000000
            aarch64 | .*(PG_HI21|PAGE).* | 90000000
            aarch64 | .*TSTBR14 | 36000000
            aarch64 | .*CONDBR19 | 54000000
            aarch64 | .*JUMP26 | 14000000
            aarch64 | .*CALL26 | 94000000
            aarch64 | .*TLSDESC_CALL | d63f0000
            aarch32 | R_ARM_(PC24|PLT32|CALL) | eb000000
            aarch32 | R_ARM_CALL_BLX | fa000000
            aarch32 | R_ARM_JUMP24 | ea000000
            aarch32 | R_ARM_V4BX | e12fff10
            aarch32 | R_ARM_ALU.* | e28f0000
            aarch32 | R_ARM_LDR_.* | e51f0000
            aarch32 | R_ARM_LDRS_.* | e15f00b0
            aarch32 | R_ARM_LDC_.* | ed1f0b00
            aarch32 | R_ARM_MOVW.* | e3000000
            aarch32 | R_ARM_MOVT.* | e3400000
            aarch32 | R_ARM_THM_CALL | f000f800
            aarch32 | R_ARM_THM_CALL_BLX | f000e800
            aarch32 | R_ARM_THM_JUMP24 | f000b800
            aarch32 | R_ARM_THM_JUMP19 | f0008000
            aarch32 | R_ARM_THM_JUMP11 | e000
            aarch32 | R_ARM_THM_JUMP8 | d000
            aarch32 | R_ARM_THM_JUMP6 | b100
            aarch32 | R_ARM_THM_PC8 | 4800
            aarch32 | R_ARM_THM_PC12 | f85f0000
            aarch32 | R_ARM_THM_ALU_PREL.* | f20f0000
            aarch32 | R_ARM_THM_MOVW.* | f2400000
            aarch32 | R_ARM_THM_MOVT.* | f2c00000
            aarch32 | R_ARM_THM_ALU_ABS.* | 2000
            aarch32 | R_ARM_THM_BF.* | f000e001
            aarch32 | R_ARM_THM_TLS_CALL | f000f800
            aarch32 | R_ARM_TLS_(CALL|DESCSEQ) | e1a00000
            """;

    private record Table(String name, FixupTable kinds, String triple, boolean rela, int pointer, long place) {}

    private static final List<Table> TABLES = List.of(
            new Table("x86-64", X8664Fixups.TABLE, "x86_64-linux", true, 8, 0x1_2000_7108L),
            new Table("x86-32", X8632Fixups.TABLE, "i386-linux", false, 4, 0x1000_7108L),
            new Table("aarch64", AArch64Fixups.TABLE, "aarch64-linux", true, 8, 0x1_2000_7108L),
            new Table("aarch32", AArch32Fixups.TABLE, "armv7a-linux-gnueabi", false, 4, 0x1000_7108L));

    /// One link: what the terms stand for, addend, place, and what came of it.
    private record Case(Map<LinkTerm, Long> terms, long a, long p, String before, String after, String by) {}

    private final Path folder;
    private final Table table;
    /// Kinds that LLD does not know.
    private final Set<FixupKind> complained = new LinkedHashSet<>();
    private final Set<String> unknown = new LinkedHashSet<>();

    private FixupVectorRecorder(Path folder, Table table) {
        this.folder = folder;
        this.table = table;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("fixups");
        System.out.println("""
                # What ld.lld 19 makes of every fixup kind, recorded by FixupVectorRecorder; "refused" is an error of the linker's, or a
                # target that it reaches through a stub only. Kinds that it does not know are GNU ld 2.40's, or have the bytes of the kind
                # that stands behind them, whose bits are the same.
                # table | kind | ELF number | terms | A | P | bytes before | bytes after | by""");
        String only = args.length == 0 ? ".*" : args[0];
        for (Table table : TABLES) {
            FixupVectorRecorder recorder = new FixupVectorRecorder(folder, table);
            Map<FixupKind, List<Case>> recorded = new LinkedHashMap<>();
            for (FixupKind kind : table.kinds.kinds()) {
                if (kind.hasElfType() && kind.name().matches(only)) {
                    recorded.put(kind, recorder.record(kind));
                }
            }
            recorded.forEach((kind, cases) -> recorder.print(kind, cases, recorded));
            System.err.println(table.name + " unknown to the linker: " + recorder.unknown);
        }
    }

    private void print(FixupKind kind, List<Case> cases, Map<FixupKind, List<Case>> recorded) {
        List<Case> lines = cases;
        if (cases.stream().allMatch(c -> c.after.equals("refused"))) {
            unknown.add(kind.name());
            lines = recorded.entrySet().stream()
                    .filter(e -> e.getKey() != kind && e.getKey().hasBitsOf(kind))
                    .filter(e -> e.getValue().stream().anyMatch(c -> !c.after.equals("refused")))
                    .min(Comparator.comparing(e -> !hasRangeOf(kind, e.getKey())))
                    .map(e -> borrowed(kind, e.getKey(), cases))
                    .orElse(List.of());
        }
        for (Case c : lines) {
            StringBuilder terms = new StringBuilder();
            c.terms.forEach((term, value) -> terms.append(terms.isEmpty() ? "" : " ")
                    .append(term)
                    .append("=0x")
                    .append(Long.toHexString(value)));
            System.out.printf(
                    "%s | %s | %d | %s | %d | 0x%x | %s | %s%s%n",
                    table.name,
                    kind,
                    kind.elfType(),
                    terms,
                    c.a,
                    c.p,
                    c.before,
                    c.after,
                    c.by.isEmpty() ? "" : " | " + c.by);
        }
    }

    /// The wanted values' bytes as the other kind has them.
    private List<Case> borrowed(FixupKind kind, FixupKind other, List<Case> cases) {
        List<Case> all = new ArrayList<>();
        for (Case c : cases) {
            long value = value(kind, c);
            try {
                Case o = attempt(other, value, true);
                boolean steered = value(other, o) == value && isJudged(other, value, o);
                if (steered && (hasRangeOf(kind, other) || !o.after.equals("refused") && inRange(kind, value))) {
                    all.add(new Case(c.terms, c.a, c.p, o.before, o.after, other.name()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    private static boolean hasRangeOf(FixupKind kind, FixupKind other) {
        return kind.minimum() == other.minimum() && kind.maximum() == other.maximum();
    }

    private static boolean inRange(FixupKind kind, long value) {
        return value >= kind.minimum() && value <= kind.maximum();
    }

    private static long value(FixupKind kind, Case c) {
        return kind.arithmetic().value(t -> c.terms.getOrDefault(t, 0L), c.a, c.p);
    }

    private List<Long> values(FixupKind kind) {
        SplittableRandom random = new SplittableRandom(kind.name().hashCode());
        long step = kind.alignment();
        boolean any = kind.maximum() == Long.MAX_VALUE - step + 1 || kind.maximum() == Long.MAX_VALUE;
        long lowest = any ? -(1L << 31) : kind.minimum();
        long highest = any ? (1L << 31) - step : kind.maximum();
        Set<Long> values = new LinkedHashSet<>(List.of(lowest, highest, 0L));
        if (kind.minimum() < 0) {
            values.add(-step);
        }
        for (int i = 0; i < 3; i++) {
            values.add(random.nextLong(lowest / step, highest / step + 1) * step);
        }
        if (kind.name().startsWith("R_ARM_ALU_")) {
            // groups that have one encoding only: where there are two, LLD does not take the smallest rotation
            return List.of(0xC3L, -0xC3L, 0xC30L, 0xC3C3L, -0xC3_C300L, 0xC3_C3C3L, -0xC3C3_C3C0L / 2, 0xC3C3_C3L << 4);
        }
        if (any && table.pointer == 8) {
            values.add(0x1234_5678_9ABC_DEF0L & -step);
            values.add(0xFEDC_BA98_7654_3210L & -step);
        } else if (!any && lowest > Long.MIN_VALUE + step) {
            values.add(lowest - step);
            values.add(highest + step);
        }
        if (kind.name().endsWith("_LO15")) {
            values.addAll(List.of(8L, 0x558L, 0xFF8L));
        }
        if (step > 1) {
            values.add(lowest + 1);
            values.add(1L);
        }
        return new ArrayList<>(values);
    }

    private List<Case> record(FixupKind kind) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (long value : values(kind)) {
            Case made = attempt(kind, value, isTriedFor(kind));
            if (isJudged(kind, value, made)) {
                cases.add(made);
            }
        }
        return cases;
    }

    /// What comes of the kind where its formula gives the value.
    private Case attempt(FixupKind kind, long value, boolean linked) throws IOException {
        Formula formula = kind.arithmetic();
        long a = table.rela && formula.addsAddend() ? 24 : 0;
        long p = table.place + (kind.name().contains("_THM_") ? 2 : 0);
        Map<LinkTerm, Long> terms = new EnumMap<>(LinkTerm.class);
        long base = kind.isRelativeToPlace() ? formula.subtracted(p) : 0;
        if (kind.terms().contains(LinkTerm.GOT) && kind.terms().size() == 2) {
            terms.put(LinkTerm.GOT, table.place + 0x1_0000);
            base = formula.subtracted(table.place + 0x1_0000);
        }
        if (kind.terms().contains(LinkTerm.SEGMENT_BASE) && kind.terms().size() == 2) {
            terms.put(LinkTerm.SEGMENT_BASE, table.place + 0x1_0000);
            base = formula.subtracted(table.place + 0x1_0000);
        }
        LinkTerm target = formula.target();
        long x = value + base - (formula.addsAddend() ? a : 0) + (formula.isOfPages() ? 0x123 : 0);
        if (target != LinkTerm.SYMBOL && target != LinkTerm.PLT_ENTRY) {
            x &= -table.pointer; // tables and what stands in them are aligned
        }
        terms.put(target, table.pointer == 4 ? x & 0xFFFF_FFFFL : x);
        String bytes = before(kind);
        return linked ? link(kind, terms, a, p, bytes) : new Case(terms, a, p, bytes, "refused", "");
    }

    /// Whether the linkers' idea of the formula's terms is the psABI's, and can be steered.
    private boolean isTriedFor(FixupKind kind) {
        boolean tables =
                kind.terms().contains(LinkTerm.GOT) && isEntry(kind.arithmetic().target());
        return !kind.terms().contains(LinkTerm.SEGMENT_BASE)
                && (!tables || table.name.startsWith("x86") || kind.name().endsWith("GOTPAGE_LO15"));
    }

    private boolean isJudged(FixupKind kind, long value, Case made) {
        boolean refused = made.after.equals("refused");
        if ((value & kind.alignment() - 1) != 0) {
            return refused; // the linkers drop the low bits of most kinds unseen
        }
        return switch (kind.name()) {
            // LLD stores 9 of its 12 bits, and does not look at the others
            case "R_AARCH64_LD64_GOTPAGE_LO15" -> value >= 0 && value < 0x1000;
            // LLD takes 17 bits
            case "R_386_PC16" -> inRange(kind, value);
            // GNU ld takes addresses as unsigned, of any width
            case "R_ARM_ABS16", "R_ARM_ABS8" -> value >= 0;
            // GNU ld refuses the last one, LLVM does not; LLD rounds P down for what it takes for a target in A32
            case "R_ARM_THM_JUMP6", "R_ARM_THM_CALL", "R_ARM_THM_JUMP24", "R_ARM_THM_JUMP19" -> value != kind.maximum();
            // GNU ld drops the bits that do not fit
            case "R_ARM_THM_BF12", "R_ARM_THM_BF16", "R_ARM_THM_BF18" -> inRange(kind, value);
            // GNU ld adds a rest of 0 where LLD subtracts it, and refuses some that LLD takes in LDR
            case "R_ARM_LDC_PC_G1", "R_ARM_LDC_PC_G2" -> !refused && (int) value != Integer.MIN_VALUE;
            // LLD makes a stub of the last one
            case "R_AARCH64_PLT32" -> !refused || !inRange(kind, value);
            // the linker that knows these takes no negative offset in a block
            case "R_AARCH64_TLSLD_MOVW_DTPREL_G0", "R_AARCH64_TLSLD_MOVW_DTPREL_G1", "R_AARCH64_TLSLD_MOVW_DTPREL_G2" ->
                value >= 0;
            default -> true;
        };
    }

    private String before(FixupKind kind) {
        for (String line : PLACES.lines().toList()) {
            String[] c = line.split(" \\| ", -1);
            if (c[0].equals(table.name) && kind.name().matches(c[1])) {
                byte[] manual = HexFormat.of().parseHex(c[2]);
                byte[] bytes = new byte[manual.length];
                kind.container().write(bytes, 0, new java.math.BigInteger(1, manual).longValue());
                return HexFormat.of().formatHex(bytes);
            }
        }
        return "00".repeat(kind.bytes());
    }

    /// LLD's word, or GNU ld's on kinds that LLD does not know.
    private Case link(FixupKind kind, Map<LinkTerm, Long> terms, long a, long p, String before) throws IOException {
        if (!complained.contains(kind)) {
            Case made = link(kind, terms, a, p, before, List.of("ld.lld-19", "--no-warnings"));
            if (!complained.contains(kind)) {
                return made;
            }
        }
        if (isEntry(kind.arithmetic().target()) || kind.terms().contains(LinkTerm.GOT)) {
            return new Case(terms, a, p, before, "refused", ""); // its table begins with entries of its own
        }
        List<String> gnu = List.of(
                switch (table.name) {
                    case "aarch64" -> "aarch64-linux-gnu-ld";
                    case "aarch32" -> "arm-linux-gnueabihf-ld";
                    default -> "x86_64-linux-gnu-ld";
                });
        Case made = link(kind, terms, a, p, before, gnu);
        return new Case(terms, a, p, before, made.after, "GNU ld");
    }

    private Case link(FixupKind kind, Map<LinkTerm, Long> terms, long a, long p, String before, List<String> linker)
            throws IOException {
        LinkTerm target = kind.arithmetic().target();
        long x = terms.get(target);
        String name = kind.name().replace("_BLX", "");
        boolean tls = name.contains("TLS") || name.contains("TPOFF");
        boolean shared = tls && !target.equals(LinkTerm.TPREL);
        String symbol = target == LinkTerm.GOT ? "_GLOBAL_OFFSET_TABLE_" : "target";
        StringBuilder source = new StringBuilder(".section .place,\"ax\",%progbits\n");
        source.append(".reloc 0, ").append(name).append(", ").append(symbol);
        source.append(a == 0 ? "" : "+" + a).append('\n');
        for (byte b : HexFormat.of().parseHex(before)) {
            source.append(".byte 0x").append(HexFormat.of().toHexDigits(b)).append('\n');
        }
        source.append(".globl target\n");
        if (table.name.equals("aarch32")) {
            source.append(".eabi_attribute 6, 10\n"); // Armv7
        }
        if (tls) {
            source.append(".section .tbss,\"awT\",%nobits\n.p2align ")
                    .append(tlsAlignment())
                    .append('\n');
            source.append("block: .zero 16\n.type target,%object\n.set target, block");
            source.append(" + 0x")
                    .append(Long.toHexString(tlsOffset(target, x)))
                    .append('\n');
        }
        if (target == LinkTerm.SIZE) {
            source.append(".data\ntarget: .byte 0\n.size target, ").append(x).append('\n');
        }
        if (terms.containsKey(LinkTerm.GOT)) {
            source.append(".data\n").append(table.pointer == 8 ? ".quad" : ".long");
            source.append(" _GLOBAL_OFFSET_TABLE_ - .\n"); // so that there is one
        }
        String script = "PHDRS { code PT_LOAD; data PT_LOAD; got PT_LOAD; plt PT_LOAD; tls PT_TLS; dyn PT_DYNAMIC; }\n"
                + "SECTIONS {\n"
                + ".text 0x%x : { *(.place) } :code\n".formatted(p)
                + ".data 0x%x : { *(.data) } :data\n".formatted(table.place + 0x8000)
                + (tls ? ".tbss : { *(.tbss) } :data :tls\n" : "")
                + (shared ? ".dynsym : { *(.dynsym) } :data\n.hash : { *(.hash) }\n.gnu.hash : { *(.gnu.hash) }\n" : "")
                + (shared ? ".dynstr : { *(.dynstr) }\n.rel.dyn : { *(.rel.dyn) }\n.rela.dyn : { *(.rela.dyn) }\n" : "")
                + (shared ? ".dynamic : { *(.dynamic) } :data :dyn\n" : "")
                + gotLine(terms, target)
                + "/DISCARD/ : { *(.ARM.*) }\n}\n";
        Path object = folder.resolve("in.o");
        Path out = folder.resolve("out");
        Files.writeString(folder.resolve("in.s"), source);
        Files.writeString(folder.resolve("in.ld"), script);
        Files.deleteIfExists(out);
        String failed = run("llvm-mc-19", "-filetype=obj", "-triple=" + table.triple, "-o", object.toString(), "in.s");
        if (failed.isEmpty()) {
            List<String> command = new ArrayList<>(linker);
            command.addAll(List.of("--no-relax", "-T", "in.ld", "--no-check-sections", "-z", "norelro", "-o", "out"));
            if (shared) {
                command.addAll(List.of("-shared", "-Bsymbolic"));
            }
            if (!tls && target != LinkTerm.GOT && target != LinkTerm.SIZE) {
                command.add("--defsym=target=0x"
                        + Long.toHexString(isEntry(target) ? 0x1234_5678L : table.pointer == 4 ? x & 0xFFFF_FFFFL : x));
            }
            command.add(object.toString());
            failed = run(command.toArray(String[]::new));
        }
        String after = "refused";
        if (failed.isEmpty()) {
            byte[] text = section(out, kind.bytes());
            after = text.length == 0 ? "refused" : HexFormat.of().formatHex(text);
        } else if (!failed.contains("out of range")
                && !failed.contains("improper alignment")
                && !failed.contains("unencodeable")
                && !failed.contains("to fit")
                && complained.add(kind)) {
            System.err.println(kind + ": " + failed.lines().findFirst().orElse(""));
        }
        return new Case(terms, a, p, before, after, "");
    }

    private static boolean isEntry(LinkTerm term) {
        return term.name().startsWith("GOT_");
    }

    private int tlsAlignment() {
        return table.name.equals("aarch32") ? 3 : 4;
    }

    /// Where in its block a thread-local symbol must stand: the thread pointer is at the block's end in x86,
    /// and two words before its start in Arm's sets.
    private long tlsOffset(LinkTerm target, long x) {
        if (target == LinkTerm.TPREL) {
            return x + (table.name.startsWith("x86") ? 16 : -2L * table.pointer)
                    & (table.pointer == 4 ? 0xFFFF_FFFFL : -1);
        }
        return target == LinkTerm.DTPREL ? x : 0;
    }

    private String gotLine(Map<LinkTerm, Long> terms, LinkTerm target) {
        Long got = terms.get(LinkTerm.GOT);
        boolean x86 = table.name.startsWith("x86");
        String lines = "";
        if (got != null) {
            // the table's own symbol stands at the start of .got.plt in x86, of .got in Arm's sets
            lines += x86
                    ? ".got.plt 0x%x : { *(.got.plt) } :plt\n".formatted(got)
                    : isEntry(target) ? "" : ".got 0x%x : { *(.got) } :got\n".formatted(got);
        }
        if (isEntry(target)) {
            lines += ".got 0x%x : { *(.got) } :got\n".formatted(terms.get(target));
        }
        return lines;
    }

    private String run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : output.isBlank() ? "failed" : output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The first bytes of .text, by the section headers.
    private byte[] section(Path file, int count) throws IOException {
        if (Files.size(file) > 1 << 24) {
            throw new IllegalStateException("the linker made a file of " + Files.size(file) + " bytes");
        }
        byte[] elf = Files.readAllBytes(file);
        ByteBuffer b = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
        boolean wide = table.pointer == 8;
        int headers = (int) (wide ? b.getLong(40) : b.getInt(32));
        int size = wide ? 64 : 40;
        int sections = b.getShort(wide ? 60 : 48);
        int strings = b.getShort(wide ? 62 : 50);
        int names = offset(b, headers + strings * size, wide);
        for (int i = 0; i < sections; i++) {
            int at = names + b.getInt(headers + i * size);
            if (new String(elf, at, 6, StandardCharsets.ISO_8859_1).equals(".text\0")) {
                int from = offset(b, headers + i * size, wide);
                long length = wide ? b.getLong(headers + i * size + 32) : b.getInt(headers + i * size + 20);
                if (length > count + 2) {
                    return new byte[0]; // there is a stub behind it; 2 bytes are padding
                }
                return Arrays.copyOfRange(elf, from, from + count);
            }
        }
        throw new IllegalStateException("no .text");
    }

    private static int offset(ByteBuffer b, int header, boolean wide) {
        return wide ? (int) b.getLong(header + 24) : b.getInt(header + 16);
    }
}
