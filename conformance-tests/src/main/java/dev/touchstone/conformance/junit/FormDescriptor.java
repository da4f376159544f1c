package dev.touchstone.conformance.junit;

import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.util.HashSet;
import java.util.Set;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;

/// One form.
final class FormDescriptor extends LeafDescriptor {
    static final String SEGMENT = "form";

    private final Form form;

    FormDescriptor(UniqueId parent, Class<?> owner, Isa isa, Form form) {
        super(parent.append(SEGMENT, form.id()), owner, form.id(), isa.label() + " " + form.id(), tags(isa, form));
        this.form = form;
    }

    private static Set<TestTag> tags(Isa isa, Form form) {
        Set<TestTag> tags = new HashSet<>();
        tags.add(TestTag.create(isa.label()));
        for (String feature : form.feature().strip().split("\\s+")) {
            if (TestTag.isValid(feature)) {
                tags.add(TestTag.create(feature));
            }
        }
        return tags;
    }

    Form form() {
        return form;
    }
}
