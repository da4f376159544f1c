package dev.touchstone.relocation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// An image's bytes as they stand at an address. It can be moved, and parts of it replaced; it knows which
/// relocations it carries, so that only what must change is patched. Not for several threads at once.
public final class LinkedImage {
    private final CodeImage image;
    private final Map<String, Long> externals;
    private final byte[] bytes;
    private final List<Relocation> relocations;
    private long address;

    /// Bytes that a move changed.
    public record Change(int offset, int size) {}

    private LinkedImage(CodeImage image, long address, Map<String, Long> externals) {
        this.image = image;
        this.address = address;
        this.externals = Map.copyOf(externals);
        this.bytes = image.unlinked();
        this.relocations = new ArrayList<>(image.relocations());
    }

    private static void checkExternals(List<Relocation> relocations, Map<String, Long> externals) {
        List<String> missing = relocations.stream()
                .map(Relocation::external)
                .filter(name -> name != null && !externals.containsKey(name))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            throw new RelocationException("no address for the external symbols " + missing);
        }
    }

    static LinkedImage of(CodeImage image, long address, Map<String, Long> externals) {
        checkExternals(image.relocations(), externals);
        LinkedImage linked = new LinkedImage(image, address, externals);
        for (Relocation relocation : linked.relocations) {
            linked.apply(relocation, linked.bytes, address);
        }
        return linked;
    }

    private void apply(Relocation relocation, byte[] into, long base) {
        String external = relocation.external();
        if (external == null) {
            relocation.apply(into, base, 0);
            return;
        }
        long symbol = externals.getOrDefault(external, 0L);
        Stubs.choose(image, relocation, base, symbol).apply(into, base, symbol);
    }

    /// Where it stands.
    public long address() {
        return address;
    }

    public CodeImage image() {
        return image;
    }

    /// A copy of the bytes as they must stand there.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// The relocations that it carries: those of the image, less those that were replaced, and those that came
    /// with the replacements.
    public List<Relocation> relocations() {
        return List.copyOf(relocations);
    }

    /// Makes the bytes those for another address. Nothing changes if a target would be out of range.
    ///
    /// @return the bytes that are other ones than before, in the order of the relocations; none for
    ///     position-independent code
    /// @throws RelocationException if a target is out of range from there
    public List<Change> moveTo(long newAddress) {
        byte[] moved = bytes.clone();
        List<Change> changes = new ArrayList<>();
        for (Relocation relocation : relocations) {
            if (!relocation.followsImage()) {
                continue;
            }
            apply(relocation, moved, newAddress);
            int from = relocation.offset();
            int to = from + relocation.kind().bytes();
            if (!Arrays.equals(moved, from, to, bytes, from, to)) {
                changes.add(new Change(from, to - from));
            }
        }
        System.arraycopy(moved, 0, bytes, 0, bytes.length);
        address = newAddress;
        return changes;
    }

    /// Replaces bytes, and with them the relocations that patched any of them.
    ///
    /// @param offset of the first byte
    /// @param replacement the new bytes
    /// @param added relocations of the new bytes, with offsets in the image
    /// @throws RelocationException if the bytes, or those that a relocation patches, are not in the image, or a
    ///     target is out of range; nothing is changed then
    public void replace(int offset, byte[] replacement, Relocation... added) {
        if (offset < 0 || offset > bytes.length - replacement.length) {
            throw new RelocationException("%d bytes at offset 0x%x are not within the image's %d"
                    .formatted(replacement.length, offset, bytes.length));
        }
        int end = offset + replacement.length;
        checkExternals(Arrays.asList(added), externals);
        byte[] replaced = bytes.clone();
        System.arraycopy(replacement, 0, replaced, offset, replacement.length);
        for (Relocation relocation : added) {
            if (relocation.offset() < offset
                    || relocation.offset() + relocation.kind().bytes() > end) {
                throw new RelocationException("%s at offset 0x%x patches bytes other than the new ones, 0x%x to 0x%x"
                        .formatted(relocation.kind(), relocation.offset(), offset, end - 1));
            }
            apply(relocation, replaced, address);
        }
        System.arraycopy(replaced, 0, bytes, 0, bytes.length);
        relocations.removeIf(r -> r.offset() < end && r.offset() + r.kind().bytes() > offset);
        relocations.addAll(Arrays.asList(added));
    }
}
