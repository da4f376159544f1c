package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableException;
import dev.touchstone.isa.table.TableReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// This host's x86-64 processor: what CPUID says, as far as the operating system has enabled it. The features
/// stand in the table `x86.features`.
public final class HostProcessor implements X86Processor {
    private static final String TABLE = "x86.features";
    private static final int OSXSAVE = 1 << 27;
    private static final List<String> REGISTERS = List.of("eax", "ebx", "ecx", "edx");
    /// Set beside the bits of XCR0 where the kernel lets programs write the segment bases.
    private static final long SEGMENT_BASES = 1L << 62;

    /// The bits of XCR0, and that one, that a state needs.
    private static final Map<String, Long> STATES =
            Map.of("", 0L, "avx", 0x6L, "avx512", 0xE6L, "amx", 0x6_0000L, "apx", 0x8_0000L, "fsgsbase", SEGMENT_BASES);

    private static @Nullable HostProcessor instance;

    private final String vendor;
    private final String model;
    private final Set<String> features;

    private HostProcessor(String vendor, String model, Set<String> features) {
        this.vendor = vendor;
        this.model = model;
        this.features = features;
    }

    /// That of this host.
    ///
    /// @throws EngineMissingException if it is no x86-64 processor, or runs no code of ours
    public static synchronized HostProcessor get() throws EngineMissingException {
        if (instance == null) {
            try (Cpuid cpuid = new Cpuid()) {
                instance = new HostProcessor(vendor(cpuid), model(cpuid), features(cpuid));
            }
        }
        return instance;
    }

    /// Whether it has the feature, by its name in the tables; of a list, `AVX512VL AVX512F` or with plus signs or
    /// commas, all. Not if the name is unknown.
    @Override
    public boolean has(String feature) {
        for (String one : feature.split("[+, ]+")) {
            if (!features.contains(plain(one))) {
                return false;
            }
        }
        return true;
    }

    /// As CPUID tells it: `GenuineIntel`, `AuthenticAMD`.
    String vendor() {
        return vendor;
    }

    /// The maker's name for it.
    public String model() {
        return model;
    }

    /// The features that it has, without punctuation, in upper case.
    Set<String> features() {
        return features;
    }

    private static String plain(String feature) {
        return feature.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
    }

    private static Set<String> features(Cpuid cpuid) {
        boolean xsave = (cpuid.leaf(1, 0)[2] & OSXSAVE) != 0;
        long enabled = (xsave ? cpuid.xcr0() : 0) | (Auxiliary.segmentBases() ? SEGMENT_BASES : 0);
        Set<String> features = new HashSet<>();
        for (Row row : TableReader.read(HostProcessor.class, TABLE)) {
            List<String> columns = row.columns();
            if (columns.size() == 1 || isThere(row, cpuid) && has(enabled, row)) {
                features.add(plain(columns.getFirst()));
            }
        }
        return Set.copyOf(features);
    }

    private static boolean isThere(Row row, Cpuid cpuid) {
        List<String> columns = row.columns();
        int register = columns.size() < 5 ? -1 : REGISTERS.indexOf(columns.get(3));
        if (register < 0) {
            throw new TableException(row.source(), "a feature has a name, a leaf, a subleaf, a register and a bit");
        }
        int leaf = Integer.parseUnsignedInt(columns.get(1), 16);
        int highest = cpuid.leaf(leaf & 0x8000_0000, 0)[0];
        return Integer.compareUnsigned(leaf, highest) <= 0
                && (cpuid.leaf(leaf, Integer.parseInt(columns.get(2), 16))[register]
                                & 1 << Integer.parseInt(columns.get(4)))
                        != 0;
    }

    private static boolean has(long enabled, Row row) {
        String state = row.columns().size() > 5 ? row.columns().get(5) : "";
        Long needed = STATES.get(state);
        if (needed == null) {
            throw new TableException(row.source(), "unknown state \"" + state + "\"; there are " + STATES.keySet());
        }
        return (enabled & needed) == needed;
    }

    private static String vendor(Cpuid cpuid) {
        int[] words = cpuid.leaf(0, 0);
        ByteBuffer text = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        text.putInt(words[1]).putInt(words[3]).putInt(words[2]);
        return new String(text.array(), StandardCharsets.US_ASCII);
    }

    private static String model(Cpuid cpuid) {
        if (Integer.compareUnsigned(cpuid.leaf(0x8000_0000, 0)[0], 0x8000_0004) < 0) {
            return "x86-64";
        }
        ByteBuffer text = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        for (int leaf = 0x8000_0002; leaf <= 0x8000_0004; leaf++) {
            for (int word : cpuid.leaf(leaf, 0)) {
                text.putInt(word);
            }
        }
        return new String(text.array(), StandardCharsets.US_ASCII)
                .replace('\0', ' ')
                .strip();
    }
}
