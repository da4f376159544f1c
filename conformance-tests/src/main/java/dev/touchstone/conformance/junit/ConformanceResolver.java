package dev.touchstone.conformance.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/// Makes descriptors of classes, and of what is below them by unique id: the set, and in it the form or engine.
final class ConformanceResolver implements SelectorResolver {
    static boolean isTestClass(Class<?> type) {
        return type.isAnnotationPresent(ConformanceTest.class);
    }

    @Override
    public Resolution resolve(ClassSelector selector, Context context) {
        return ofClass(selector.getJavaClass(), context);
    }

    @Override
    public Resolution resolve(UniqueIdSelector selector, Context context) {
        UniqueId id = selector.getUniqueId();
        UniqueId.Segment last = id.getLastSegment();
        return switch (last.getType()) {
            case ClassDescriptor.SEGMENT ->
                ReflectionSupport.tryToLoadClass(last.getValue())
                        .toOptional()
                        .map(type -> ofClass(type, context))
                        .orElseGet(Resolution::unresolved);
            case IsaDescriptor.SEGMENT -> below(id, context, ClassDescriptor.class, parent -> parent.isa(last));
            case PolicyDescriptor.SEGMENT -> below(id, context, ClassDescriptor.class, ClassDescriptor::policy);
            case FormDescriptor.SEGMENT -> below(id, context, IsaDescriptor.class, parent -> parent.form(last));
            case EngineTestDescriptor.SEGMENT -> below(id, context, IsaDescriptor.class, parent -> parent.engine(last));
            default -> Resolution.unresolved();
        };
    }

    private static Resolution ofClass(Class<?> type, Context context) {
        if (!isTestClass(type)) {
            return Resolution.unresolved();
        }
        return context.<TestDescriptor>addToParent(parent -> Optional.of(ClassDescriptor.of(parent, type)))
                .map(ConformanceResolver::match)
                .orElseGet(Resolution::unresolved);
    }

    private interface Child<P> {
        Optional<TestDescriptor> of(P parent);
    }

    private static <P extends TestDescriptor> Resolution below(
            UniqueId id, Context context, Class<P> parentType, Child<P> child) {
        return context.<TestDescriptor>addToParent(
                        () -> selectUniqueId(id.removeLastSegment()),
                        parent -> parentType.isInstance(parent) ? child.of(parentType.cast(parent)) : Optional.empty())
                .map(ConformanceResolver::match)
                .orElseGet(Resolution::unresolved);
    }

    private static Resolution match(TestDescriptor descriptor) {
        return Resolution.match(Match.exact(descriptor, () -> children(descriptor)));
    }

    private static Set<? extends DiscoverySelector> children(TestDescriptor descriptor) {
        Set<DiscoverySelector> children = new LinkedHashSet<>();
        if (descriptor instanceof Parent parent) {
            parent.childIds().forEach(id -> children.add(selectUniqueId(id)));
        }
        return children;
    }
}
