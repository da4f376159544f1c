package dev.touchstone.conformance.strangers.graal;

import dev.touchstone.conformance.strangers.MethodsByName;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;

/// Graal's assemblers and the JVMCI classes that they are called with, by reflection: `--release` hides JVMCI from
/// the compiler.
final class Graal {
    static final String VERSION = "25.0.1";
    static final String ASM = "jdk.graal.compiler.asm.";
    static final String CODE = "jdk.vm.ci.code.";

    static {
        // As they run for their users.
        Graal.class.getClassLoader().setPackageAssertionStatus("jdk.graal.compiler", false);
    }

    private Graal() {}

    static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " is not on the class path, or JVMCI is not exported", e);
        }
    }

    static Object constant(Class<?> owner, String name) {
        try {
            Field field = owner.getField(name);
            return field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(owner + " has no " + name, e);
        }
    }

    /// An element of a class's array constant, or of its list.
    static Object element(Class<?> owner, String array, int index) {
        Object all = constant(owner, array);
        return all instanceof List<?> list ? list.get(index) : Array.get(all, index);
    }

    /// Calls the static method of that name that takes these arguments.
    ///
    /// @throws IllegalArgumentException what it throws, or if there is none
    static Object made(Class<?> owner, String name, Object... arguments) {
        for (Method method : owner.getMethods()) {
            if (Modifier.isStatic(method.getModifiers())
                    && method.getName().equals(name)
                    && MethodsByName.takes(method.getParameterTypes(), arguments)) {
                try {
                    return method.invoke(null, arguments);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalArgumentException(e.getCause() == null ? e : e.getCause());
                }
            }
        }
        throw new IllegalArgumentException(owner + " has no " + name + " for " + List.of(arguments));
    }

    /// Makes an object with the constructor that takes so many arguments of these types.
    static Object make(Class<?> type, Object... arguments) {
        for (Constructor<?> constructor : type.getConstructors()) {
            if (MethodsByName.takes(constructor.getParameterTypes(), arguments)) {
                try {
                    return constructor.newInstance(arguments);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
                }
            }
        }
        throw new IllegalStateException(type + " has no such constructor");
    }

    /// A target of an architecture with those of its features that are wanted.
    @SuppressWarnings({"unchecked", "rawtypes"})
    static Object target(String architecture, Predicate<String> wanted) {
        Class<?> type = type(architecture);
        EnumSet features = EnumSet.allOf((Class) type(architecture + "$CPUFeature"));
        features.removeIf(feature -> !wanted.test(((Enum<?>) feature).name()));
        return make(type(CODE + "TargetDescription"), make(type, features), true, 16, 4096, true);
    }
}
