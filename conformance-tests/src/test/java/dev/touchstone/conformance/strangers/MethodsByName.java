package dev.touchstone.conformance.strangers;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Methods of a class, found by name and by what they are given.
public final class MethodsByName {
    /// A method, and how it is invoked.
    private record Callable(Method method, MethodHandle handle) {
        static Callable of(Method method, MethodHandle handle) {
            int parameters = method.getParameterCount() + 1;
            return new Callable(method, handle.asFixedArity().asSpreader(Object[].class, parameters));
        }
    }

    private final Map<String, List<Callable>> methods;

    /// The public ones.
    public MethodsByName(Class<?> owner) {
        this(Arrays.stream(owner.getMethods()), MethodHandles.publicLookup()::unreflect);
    }

    /// How a method becomes a handle.
    private interface Lookup {
        MethodHandle of(Method method) throws IllegalAccessException;
    }

    private MethodsByName(Stream<Method> all, Lookup lookup) {
        this.methods = all.filter(method -> !Modifier.isStatic(method.getModifiers())
                        && !Modifier.isAbstract(method.getModifiers())
                        && !method.isBridge()
                        && method.getDeclaringClass() != Object.class)
                .map(method -> callable(method, lookup))
                .collect(Collectors.groupingBy(callable -> callable.method().getName()));
    }

    /// The public and protected ones as a class has them itself, whatever its heirs make of them.
    ///
    /// @param heir a class that extends it directly
    public static MethodsByName asDeclared(Class<?> owner, Class<?> heir) {
        try {
            MethodHandles.Lookup inside = MethodHandles.privateLookupIn(heir, MethodHandles.lookup());
            return new MethodsByName(
                    Arrays.stream(owner.getDeclaredMethods())
                            .filter(method -> (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0),
                    method -> inside.unreflectSpecial(method, heir));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(heir + " can't be looked into", e);
        }
    }

    private static Callable callable(Method method, Lookup lookup) {
        try {
            return Callable.of(method, lookup.of(method));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " can't be called", e);
        }
    }

    public boolean has(String name) {
        return methods.containsKey(name);
    }

    /// Calls the method of that name that takes these arguments.
    ///
    /// @return whether there is one
    /// @throws RuntimeException what it throws
    public boolean call(Object target, String name, Object... arguments) {
        for (Callable callable : methods.getOrDefault(name, List.of())) {
            if (takes(callable.method().getParameterTypes(), arguments)) {
                invoke(callable, target, arguments);
                return true;
            }
        }
        return false;
    }

    /// The same for a method that gives something.
    ///
    /// @throws IllegalArgumentException if there is none
    public Object result(Object target, String name, Object... arguments) {
        for (Callable callable : methods.getOrDefault(name, List.of())) {
            if (takes(callable.method().getParameterTypes(), arguments)) {
                return invoke(callable, target, arguments);
            }
        }
        throw new IllegalArgumentException("no method " + name + " takes " + List.of(arguments));
    }

    private static Object invoke(Callable callable, Object target, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = target;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        try {
            return callable.handle().invoke(all);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
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
                            : types[i] == double.class
                                    ? given instanceof Double
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
