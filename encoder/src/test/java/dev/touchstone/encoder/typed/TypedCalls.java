package dev.touchstone.encoder.typed;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.relocation.Label;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Calls an assembler's methods by a mnemonic and the texts of operands, choosing the overload as Java does.
final class TypedCalls {
    /// A method and arguments that it takes.
    private record Call(Method method, Object[] arguments) {
        boolean isMoreSpecial(Call other) {
            Class<?>[] own = method.getParameterTypes();
            Class<?>[] theirs = other.method.getParameterTypes();
            for (int i = 0; i < own.length; i++) {
                if (!theirs[i].isAssignableFrom(own[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    private final NavigableMap<String, List<Method>> methods = new TreeMap<>();
    private final Arguments arguments;

    TypedCalls(Class<?> assembler, Arguments arguments) {
        this.arguments = arguments;
        for (Method method : assembler.getMethods()) {
            methods.computeIfAbsent(method.getName(), n -> new ArrayList<>()).add(method);
        }
    }

    boolean hasMethod(String name) {
        return methods.containsKey(name);
    }

    /// Whether there is a method whose name begins so.
    boolean hasMethodFrom(String start) {
        String first = methods.ceilingKey(start);
        return first != null && first.startsWith(start);
    }

    /// Calls the method.
    ///
    /// @param label what to hand over where a method takes a label, for the last text; or null
    /// @return the method, or null if none takes such operands
    /// @throws EncodingException if the method does
    @Nullable
    Method call(Object assembler, String name, List<String> texts, @Nullable Label label) {
        List<Call> calls = new ArrayList<>();
        for (Method method : methods.getOrDefault(name, List.of())) {
            Object[] values = values(method, texts, label);
            if (values != null) {
                calls.add(new Call(method, values));
            }
        }
        if (calls.isEmpty()) {
            return null;
        }
        Call best = calls.stream()
                .filter(c -> calls.stream().allMatch(c::isMoreSpecial))
                .findFirst()
                .orElseThrow(() -> new AssertionError("ambiguous: " + name + texts + " " + calls));
        try {
            best.method.invoke(assembler, best.arguments);
            return best.method;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof EncodingException refused) {
                throw refused;
            }
            throw new AssertionError(best.method.toString(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private Object @Nullable [] values(Method method, List<String> texts, @Nullable Label label) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length != texts.size()) {
            return null;
        }
        Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            boolean isLabel = types[i] == Label.class;
            if (isLabel != (label != null && i == types.length - 1)) {
                return null;
            }
            Object value = isLabel ? label : arguments.any(texts.get(i), types[i]);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return values;
    }
}
