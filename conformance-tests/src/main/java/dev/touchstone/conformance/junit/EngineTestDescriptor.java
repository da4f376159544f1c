package dev.touchstone.conformance.junit;

import dev.touchstone.isa.Isa;
import java.util.Set;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;

/// Whether an engine can be had for a set.
final class EngineTestDescriptor extends LeafDescriptor {
    static final String SEGMENT = "engine";

    private final String engine;

    EngineTestDescriptor(UniqueId parent, Class<?> owner, Isa isa, String engine) {
        super(
                parent.append(SEGMENT, engine),
                owner,
                "engine " + engine,
                isa.label() + " engine " + engine,
                Set.of(TestTag.create(isa.label())));
        this.engine = engine;
    }

    String engine() {
        return engine;
    }
}
