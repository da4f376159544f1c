package dev.touchstone.encoder.typed;

import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes arguments of typed methods from the texts of operands.
interface Arguments {
    /// By their names; looking each up anew costs more than the comparison.
    ClassValue<Map<String, Object>> CONSTANTS = new ClassValue<>() {
        @Override
        protected Map<String, Object> computeValue(Class<?> holder) {
            return constants(holder);
        }
    };

    /// By their names, too.
    ClassValue<Map<String, List<Method>>> METHODS = new ClassValue<>() {
        @Override
        protected Map<String, List<Method>> computeValue(Class<?> type) {
            return Arrays.stream(type.getMethods()).collect(Collectors.groupingBy(Method::getName));
        }
    };

    /// The argument of that type, or null if the text is none.
    @Nullable
    Object of(String text, Class<?> type);

    /// As [#of], with numbers and generated names, which all sets have alike.
    default @Nullable Object any(String text, Class<?> type) {
        if (type == long.class || type == double.class) {
            return text.matches("#?-?[0-9].*") ? number(text, type) : null;
        }
        Object found = of(text, type);
        return found != null || !type.isEnum()
                ? found
                : constant(type, text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_"), type);
    }

    private static @Nullable Object number(String text, Class<?> type) {
        boolean isFraction = text.indexOf('.') >= 0;
        if (isFraction != (type == double.class)) {
            return null;
        }
        return isFraction ? (Object) Double.valueOf(text.replace("#", "")) : (Object) number(text);
    }

    /// `#-0x10`.
    static long number(String text) {
        String digits = text.replace("#", "");
        boolean negative = digits.startsWith("-");
        String magnitude = negative ? digits.substring(1) : digits;
        long value = magnitude.startsWith("0x")
                ? Long.parseUnsignedLong(magnitude.substring(2), 16)
                : Long.parseUnsignedLong(magnitude);
        return negative ? -value : value;
    }

    /// The public constant of a class, or null if there is none of that type.
    static @Nullable Object constant(Class<?> holder, String name, Class<?> type) {
        Object value = CONSTANTS.get(holder).get(name);
        return type.isInstance(value) ? value : null;
    }

    private static Map<String, Object> constants(Class<?> holder) {
        Map<String, Object> constants = new HashMap<>();
        for (Field field : holder.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                try {
                    constants.put(field.getName(), field.get(null));
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return constants;
    }

    /// Calls the public method of that name that takes such arguments; null if there is none.
    static @Nullable Object call(Object on, String name, Object... arguments) {
        for (Method method : METHODS.get(on.getClass()).getOrDefault(name, List.of())) {
            if (takes(method, arguments)) {
                try {
                    return method.invoke(on, arguments);
                } catch (IllegalAccessException | InvocationTargetException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return null;
    }

    private static boolean takes(Method method, Object[] arguments) {
        if (method.getParameterCount() != arguments.length) {
            return false;
        }
        Class<?>[] types = MethodType.methodType(void.class, method.getParameterTypes())
                .wrap()
                .parameterArray();
        for (int i = 0; i < types.length; i++) {
            if (!types[i].isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }
}
