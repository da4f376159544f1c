package dev.touchstone.conformance.junit;

import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;

/// One form.
final class FormDescriptor extends AbstractTestDescriptor {
    static final String SEGMENT = "form";

    private final Form form;
    private final Set<TestTag> tags = new LinkedHashSet<>();

    /// The source names the form as if it were a method: reports that know classes and methods only then show it.
    FormDescriptor(UniqueId parent, Class<?> owner, Isa isa, Form form) {
        super(
                parent.append(SEGMENT, form.id()),
                form.id(),
                MethodSource.from(owner.getName(), isa.label() + " " + form.id()));
        this.form = form;
        tags.add(TestTag.create(isa.label()));
        for (String feature : form.feature().strip().split("\\s+")) {
            if (TestTag.isValid(feature)) {
                tags.add(TestTag.create(feature));
            }
        }
    }

    Form form() {
        return form;
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
