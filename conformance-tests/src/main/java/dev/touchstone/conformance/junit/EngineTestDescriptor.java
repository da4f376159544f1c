package dev.touchstone.conformance.junit;

import dev.touchstone.isa.Isa;
import java.util.Set;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;

/// Whether an engine can be had for a set.
final class EngineTestDescriptor extends AbstractTestDescriptor {
    static final String SEGMENT = "engine";

    private final String engine;
    private final Set<TestTag> tags;

    EngineTestDescriptor(UniqueId parent, Class<?> owner, Isa isa, String engine) {
        super(
                parent.append(SEGMENT, engine),
                "engine " + engine,
                MethodSource.from(owner.getName(), isa.label() + " engine " + engine));
        this.engine = engine;
        this.tags = Set.of(TestTag.create(isa.label()));
    }

    String engine() {
        return engine;
    }

    @Override
    public Set<TestTag> getTags() {
        return tags;
    }

    @Override
    public Type getType() {
        return Type.TEST;
    }
}
