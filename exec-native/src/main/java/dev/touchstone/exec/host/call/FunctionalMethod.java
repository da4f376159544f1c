package dev.touchstone.exec.host.call;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The one abstract method of an interface.
///
/// @param owner the interface itself; the method may stand in one above it
public record FunctionalMethod(Class<?> owner, Method method) {
    private static final Map<Class<?>, MemoryLayout> LAYOUTS = Map.of(
            boolean.class, ValueLayout.JAVA_BOOLEAN,
            byte.class, ValueLayout.JAVA_BYTE,
            short.class, ValueLayout.JAVA_SHORT,
            char.class, ValueLayout.JAVA_CHAR,
            int.class, ValueLayout.JAVA_INT,
            long.class, ValueLayout.JAVA_LONG,
            float.class, ValueLayout.JAVA_FLOAT,
            double.class, ValueLayout.JAVA_DOUBLE,
            MemorySegment.class, ValueLayout.ADDRESS);

    /// @throws IllegalArgumentException if it is no interface, or has none or several abstract methods
    public static FunctionalMethod of(Class<?> type) {
        if (!type.isInterface() || type.isAnnotation() || type.isSealed() || type.isHidden()) {
            throw new IllegalArgumentException(type.getName()
                    + " can't be implemented; allowed are interfaces, and no annotation, sealed or hidden ones");
        }
        Map<MethodType, Method> found = new LinkedHashMap<>();
        Map<String, Method> names = new LinkedHashMap<>();
        for (Method method : type.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers()) && !ofObject(method)) {
                found.putIfAbsent(signature(method), method);
                names.putIfAbsent(method.getName(), method);
            }
        }
        if (found.size() != 1 || names.size() != 1) {
            String all = found.isEmpty()
                    ? "no abstract method"
                    : found.size() + " abstract methods, "
                            + found.values().stream().map(Method::getName).collect(Collectors.joining(" and "));
            throw new IllegalArgumentException(type.getName() + " has "
                    + (names.size() > found.size() ? "abstract methods " + names.keySet() : all)
                    + "; allowed is exactly one");
        }
        return new FunctionalMethod(type, found.values().iterator().next());
    }

    /// Objects have these already: an interface may name them again.
    private static boolean ofObject(Method method) {
        try {
            return Modifier.isPublic(Object.class
                    .getMethod(method.getName(), method.getParameterTypes())
                    .getModifiers());
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static MethodType signature(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    }

    public MethodType type() {
        return signature(method);
    }

    /// The C signature: each type as the Java type's width, a [MemorySegment] as a pointer.
    ///
    /// @throws IllegalArgumentException if a type is none that C has
    public FunctionDescriptor descriptor() {
        Class<?>[] parameters = method.getParameterTypes();
        MemoryLayout[] layouts = new MemoryLayout[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            layouts[i] = layout(parameters[i], "parameter " + (i + 1), "");
        }
        return method.getReturnType() == void.class
                ? FunctionDescriptor.ofVoid(layouts)
                : FunctionDescriptor.of(layout(method.getReturnType(), "the result", ", void"), layouts);
    }

    private MemoryLayout layout(Class<?> type, String what, String also) {
        @Nullable MemoryLayout layout = LAYOUTS.get(type);
        if (layout == null) {
            throw new IllegalArgumentException(
                    ("%s of %s is %s; allowed are boolean, byte, short, char, int, long, float, double%s and MemorySegment"
                                    + "; a struct needs a FunctionDescriptor")
                            .formatted(what, this, type.getName(), also));
        }
        return layout;
    }

    @Override
    public String toString() {
        return "%s %s.%s%s"
                .formatted(
                        method.getReturnType().getSimpleName(),
                        owner.getName(),
                        method.getName(),
                        Arrays.stream(method.getParameterTypes())
                                .map(Class::getSimpleName)
                                .collect(Collectors.joining(", ", "(", ")")));
    }
}
