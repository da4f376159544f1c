package dev.touchstone.conformance.junit;

import dev.touchstone.conformance.check.CheckOptions;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.isa.Isa;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a class whose tests are the forms of an assembler: the class itself, if it is a [Subject], or the one
/// that is named. It needs a constructor without parameters.
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ConformanceTest {
    /// The assembler under test, if it is not the class itself.
    Class<? extends Subject> subject() default Subject.class;

    /// The sets, of those that the subject has; all of them if none is named.
    Isa[] isa() default {};

    /// Which forms, by id; `*` stands for any text.
    String forms() default "*";

    /// Operands a form, at the most.
    int samples() default CheckOptions.DEFAULT_SAMPLES;

    /// That all sampling starts from.
    long seed() default CheckOptions.DEFAULT_SEED;

    /// The oracles and executors that are asked, by name (`llvm`, `unicorn`); all if none is named.
    String[] engines() default {};

    /// Whether another encoding of the same instruction fails, whatever [Subject#isExact()] says.
    boolean exact() default false;

    /// Whether an engine that could be had and is missing fails, and a form on which neither an
    /// oracle nor an executor has a word.
    boolean strict() default false;
}
