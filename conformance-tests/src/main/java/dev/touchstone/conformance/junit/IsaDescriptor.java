package dev.touchstone.conformance.junit;

import dev.touchstone.conformance.check.CheckOptions;
import dev.touchstone.conformance.check.Checker;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;

/// A set, with its forms and the engines that run or read it.
final class IsaDescriptor extends AbstractTestDescriptor implements Parent {
    static final String SEGMENT = "isa";

    private final ClassDescriptor owner;
    private final Isa isa;
    private final Map<String, Form> forms = new LinkedHashMap<>();

    IsaDescriptor(ClassDescriptor owner, CheckOptions options, Isa isa) {
        super(owner.getUniqueId().append(SEGMENT, isa.label()), isa.label());
        this.owner = owner;
        this.isa = isa;
        Checker.forms(options, isa).forEach(form -> forms.put(form.id(), form));
    }

    Isa isa() {
        return isa;
    }

    /// Whether all of its forms are to be run.
    boolean isWhole() {
        return getChildren().stream().filter(FormDescriptor.class::isInstance).count() == forms.size();
    }

    Optional<TestDescriptor> form(UniqueId.Segment segment) {
        return Optional.ofNullable(forms.get(segment.getValue()))
                .map(form -> new FormDescriptor(getUniqueId(), owner.type(), isa, form));
    }

    Optional<TestDescriptor> engine(UniqueId.Segment segment) {
        return engines()
                .filter(segment.getValue()::equals)
                .findFirst()
                .map(engine -> new EngineTestDescriptor(getUniqueId(), owner.type(), isa, engine));
    }

    private Stream<String> engines() {
        Engines engines = new Engines(owner.test());
        return Checker.engines().stream().filter(engines);
    }

    @Override
    public Stream<UniqueId> childIds() {
        return forms.isEmpty()
                ? Stream.of()
                : Stream.concat(
                        forms.keySet().stream().map(form -> getUniqueId().append(FormDescriptor.SEGMENT, form)),
                        engines().map(engine -> getUniqueId().append(EngineTestDescriptor.SEGMENT, engine)));
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }
}
