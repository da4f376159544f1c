package dev.touchstone.exec.host.heap;

/// A part of a region that is taken.
///
/// @param fresh whether nothing was ever executed there
public record Block(Region region, long offset, long size, boolean fresh) {
    /// Where it stands.
    public long address() {
        return region.address() + offset;
    }

    /// Writes its first code, before anyone else knows of it.
    public void write(byte[] code) {
        region.memory().write(offset, code, fresh);
    }
}
