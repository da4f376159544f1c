package dev.touchstone.conformance.graphs;

import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.LinkedImage;
import java.util.Map;

/// What is under test, in one place, so that a test can plant faults in it.
interface Linking {
    /// The engine as it is.
    Linking ENGINE = new Linking() {};

    /// The kind of a fixup that a writer makes by itself.
    default FixupKind kind(FixupKind kind) {
        return kind;
    }

    /// The bytes for an address.
    default byte[] link(CodeImage image, long address) {
        return image.at(address);
    }

    /// The bytes for an address, from a linked image that stood elsewhere before.
    default byte[] move(CodeImage image, long from, long address) {
        LinkedImage linked = image.link(from, Map.of());
        linked.moveTo(address);
        return linked.bytes();
    }
}
