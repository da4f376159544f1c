package dev.touchstone.conformance.strangers;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The public methods of a class, found by name and by what they are given.
public final class MethodsByName {
    private final Map<String, List<Method>> methods;

    public MethodsByName(Class<?> owner) {
        this.methods = Arrays.stream(owner.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers())
                        && !method.isBridge()
                        && method.getDeclaringClass() != Object.class)
                .collect(Collectors.groupingBy(Method::getName));
    }

    public boolean has(String name) {
        return methods.containsKey(name);
    }

    /// Calls the method of that name that takes these arguments.
    ///
    /// @return whether there is one
    /// @throws RuntimeException what it throws
    public boolean call(Object target, String name, Object... arguments) {
        for (Method method : methods.getOrDefault(name, List.of())) {
            if (takes(method.getParameterTypes(), arguments)) {
                invoke(method, target, arguments);
                return true;
            }
        }
        return false;
    }

    /// The same for a method that gives something.
    ///
    /// @throws IllegalArgumentException if there is none
    public Object result(Object target, String name, Object... arguments) {
        for (Method method : methods.getOrDefault(name, List.of())) {
            if (takes(method.getParameterTypes(), arguments)) {
                return invoke(method, target, arguments);
            }
        }
        throw new IllegalArgumentException("no method " + name + " takes " + List.of(arguments));
    }

    private static Object invoke(Method method, Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                default -> throw new IllegalStateException(e.getCause());
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " can't be called", e);
        }
    }

    /// Whether parameters of these types take these arguments.
    public static boolean takes(Class<?>[] types, Object... arguments) {
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            Object given = arguments[i];
            boolean fits = types[i] == int.class
                    ? given instanceof Integer
                    : types[i] == long.class
                            ? given instanceof Long
                            : types[i] == boolean.class
                                    ? given instanceof Boolean
                                    : given == null || types[i].isInstance(given);
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
