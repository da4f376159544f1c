package dev.touchstone.conformance.junit;

import java.util.Set;
import org.junit.platform.engine.UniqueId;

/// Whether each known divergence of the assembler under test occurs.
final class PolicyDescriptor extends LeafDescriptor {
    static final String SEGMENT = "policy";
    static final String NAME = "known divergences";

    PolicyDescriptor(UniqueId parent, Class<?> owner) {
        super(parent.append(SEGMENT, NAME), owner, NAME, NAME, Set.of());
    }
}
