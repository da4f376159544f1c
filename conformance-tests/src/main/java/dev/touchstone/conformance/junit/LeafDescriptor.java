package dev.touchstone.conformance.junit;

import java.util.Set;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;

/// One test.
abstract class LeafDescriptor extends AbstractTestDescriptor {
    private final Set<TestTag> tags;

    /// The source names the test as if it were a method: reports that know classes and methods only then show it.
    ///
    /// @param method as sources name it
    LeafDescriptor(UniqueId id, Class<?> owner, String name, String method, Set<TestTag> tags) {
        super(id, name, MethodSource.from(owner.getName(), method));
        this.tags = Set.copyOf(tags);
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
