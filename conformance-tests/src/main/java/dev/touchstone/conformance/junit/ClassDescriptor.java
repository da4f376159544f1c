package dev.touchstone.conformance.junit;

import dev.touchstone.conformance.check.CheckOptions;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.isa.Isa;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

/// A class with [ConformanceTest], with its assembler or the reason why there is none.
final class ClassDescriptor extends AbstractTestDescriptor implements Parent {
    static final String SEGMENT = "class";

    private final Class<?> type;
    private final ConformanceTest test;
    private final @Nullable CheckOptions options;
    private final @Nullable Throwable failure;

    private ClassDescriptor(
            UniqueId id,
            Class<?> type,
            ConformanceTest test,
            @Nullable CheckOptions options,
            @Nullable Throwable failure) {
        super(id, type.getSimpleName(), ClassSource.from(type));
        this.type = type;
        this.test = test;
        this.options = options;
        this.failure = failure;
    }

    static ClassDescriptor of(TestDescriptor parent, Class<?> type) {
        UniqueId id = parent.getUniqueId().append(SEGMENT, type.getName());
        ConformanceTest test = type.getAnnotation(ConformanceTest.class);
        try {
            return new ClassDescriptor(id, type, test, options(test, subject(test, type)), null);
        } catch (RuntimeException | LinkageError e) { // its constructor's; it fails where the class runs
            return new ClassDescriptor(id, type, test, null, e);
        }
    }

    private static Subject subject(ConformanceTest test, Class<?> type) {
        Class<?> subject = test.subject() == Subject.class ? type : test.subject();
        if (!Subject.class.isAssignableFrom(subject)) {
            throw new JUnitException(type.getName() + " has @ConformanceTest and is no Subject, nor names one");
        }
        return (Subject) ReflectionSupport.newInstance(subject);
    }

    private static CheckOptions options(ConformanceTest test, Subject subject) {
        Set<Isa> isas = test.isa().length == 0 ? subject.isas() : EnumSet.copyOf(Arrays.asList(test.isa()));
        return new CheckOptions(
                subject,
                isas,
                test.forms(),
                test.seed(),
                test.samples(),
                0,
                test.exact() || subject.isExact(),
                Runtime.getRuntime().availableProcessors());
    }

    Class<?> type() {
        return type;
    }

    ConformanceTest test() {
        return test;
    }

    /// What to check; null if there is no assembler.
    @Nullable
    CheckOptions options() {
        return options;
    }

    /// Why there is no assembler; null if there is one.
    @Nullable
    Throwable failure() {
        return failure;
    }

    /// The test of the policy; none if there is nothing that must occur.
    Optional<TestDescriptor> policy() {
        return options == null || options.subject().policy().mustOccur().isEmpty()
                ? Optional.empty()
                : Optional.of(new PolicyDescriptor(getUniqueId(), type));
    }

    Optional<TestDescriptor> isa(UniqueId.Segment segment) {
        return options == null
                ? Optional.empty()
                : options.isas().stream()
                        .filter(isa -> isa.label().equals(segment.getValue()))
                        .findFirst()
                        .map(isa -> new IsaDescriptor(this, options, isa));
    }

    @Override
    public Stream<UniqueId> childIds() {
        return options == null
                ? Stream.of()
                : Stream.concat(
                        options.isas().stream().map(isa -> getUniqueId().append(IsaDescriptor.SEGMENT, isa.label())),
                        policy().map(TestDescriptor::getUniqueId).stream());
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }

    /// Else a class without an assembler would be left out, and nobody told.
    @Override
    public boolean mayRegisterTests() {
        return failure != null;
    }
}
