package dev.touchstone.encoder.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Every typed method writes what the generic encoder writes for the same operands, and refuses what it refuses.
class TypedMethodsTests {
    private static final long SEED = 20_260_117;
    private static final int SAMPLES = 2 * Samples.TAME_NUMBERS;

    private record Outcome(boolean refused, String bytes) {}

    @Test
    void everyMethodOf64BitMode() throws ReflectiveOperationException {
        int methods = compareAll(new X86Assembler(), 64);
        assertTrue(methods > 1000, "only " + methods + " typed methods");
    }

    @Test
    void everyMethodOf32BitMode() throws ReflectiveOperationException {
        int methods = compareAll(new X86Assembler32(), 32);
        assertTrue(methods > 1000, "only " + methods + " typed methods");
    }

    private static int compareAll(X86Emission assembler, int mode) throws ReflectiveOperationException {
        List<String> differences = new ArrayList<>();
        int methods = 0;
        int encoded = 0;
        for (Method method : assembler.getClass().getMethods()) {
            if (!method.isDefault() || Arrays.asList(method.getParameterTypes()).contains(Label.class)) {
                continue;
            }
            methods++;
            // The order of the methods is not the same in each run.
            Random random = new Random(SEED + method.toGenericString().hashCode());
            for (int i = 0; i < SAMPLES; i++) {
                Object[] arguments = Samples.arguments(method.getParameterTypes(), random, mode, i);
                Outcome typed = typed(assembler, method, arguments);
                Outcome generic = generic(method, arguments, mode);
                encoded += generic.refused ? 0 : 1;
                if (!typed.equals(generic) && differences.size() < 8) {
                    differences.add(method.getName() + Arrays.toString(arguments) + ": typed " + typed + ", generic "
                            + generic);
                }
            }
        }
        assertEquals("", String.join("\n", differences));
        assertTrue(
                encoded > methods * SAMPLES / 4,
                "only " + encoded + " of " + methods * SAMPLES + " samples were legal");
        return methods;
    }

    private static Outcome typed(X86Emission assembler, Method method, Object[] arguments)
            throws ReflectiveOperationException {
        CodeBuffer code = assembler.emitter().code;
        code.reset();
        try {
            method.invoke(assembler, arguments);
        } catch (InvocationTargetException e) {
            return outcome(e.getCause(), code);
        }
        return new Outcome(false, HexFormat.of().formatHex(code.array(), 0, code.position()));
    }

    private static Outcome generic(Method method, Object[] arguments, int mode) {
        CodeBuffer code = new CodeBuffer(mode == 64 ? Machine.X86_64 : Machine.X86_32);
        List<X86Operand> operands = new ArrayList<>();
        Rounding rounding = Rounding.NONE;
        for (Object argument : arguments) {
            switch (argument) {
                case X86Operand operand -> operands.add(operand);
                case Rounding value -> rounding = value;
                case Number number -> operands.add(new Imm(number.longValue()));
                default -> throw new AssertionError("no operand: " + argument);
            }
        }
        String name = method.getName();
        String mnemonic = name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
        try {
            X86Encoder.encode(X86Encoder.select(mnemonic, operands, rounding, X86Prefix.NONE, mode), code);
        } catch (EncodingException e) {
            return outcome(e, code);
        }
        return new Outcome(false, HexFormat.of().formatHex(code.array(), 0, code.position()));
    }

    private static Outcome outcome(Throwable thrown, CodeBuffer code) {
        if (!(thrown instanceof EncodingException)) {
            throw new AssertionError("not an EncodingException", thrown);
        }
        assertEquals(0, code.position(), "bytes were written before it was refused");
        return new Outcome(true, "");
    }
}
