package dev.touchstone.exec.host.worker;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The code of workers and of the trampoline, assembled here, by our own assembler, for the features that this
/// host's processor has. The source stands in files `.asm`; names in braces are constants of [Layout] and those
/// below.
final class WorkerSource {
    private static final Pattern NAME = Pattern.compile("\\{([A-Z_0-9]+)}");

    private static final String TEST_SEGMENT_BASES = """
        rdfsbase rax
        rdgsbase rcx
        or rax, rcx
        jne clear_segments
        """;
    /// rax is zero.
    private static final String CLEAR_SEGMENT_BASES = """
        wrfsbase rax
        wrgsbase rax
        """;

    private WorkerSource() {}

    /// A worker's code, as it stands at [Layout#TEXT].
    static CodeImage worker(Isa isa, HostProcessor processor) {
        String name = isa == Isa.X86_64 ? "x86-64" : "x86-32";
        String source = resource(name + ".asm") + resource(name + "-switch.asm") + resource("run.asm");
        return TextAssembler.assemble(isa, text(source, values(Abi.of(isa), processor)), Layout.TEXT);
    }

    /// The code that calls a function of this process with a whole register state.
    ///
    /// @param places instead of those of [Layout]
    static CodeImage trampoline(HostProcessor processor, Map<String, Integer> places) {
        Map<String, String> values = values(Abi.X86_64, processor);
        places.forEach((name, address) -> values.put(name, hex(address)));
        String source = resource("trampoline.asm") + resource("x86-64-switch.asm");
        return TextAssembler.assemble(Isa.X86_64, text(source, values), 0);
    }

    private static String text(String source, Map<String, String> values) {
        return NAME.matcher(source).replaceAll(name -> Matcher.quoteReplacement(value(values, name.group(1))));
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("the worker's source has a name that nothing defines: {" + name + "}");
        }
        return value;
    }

    private static Map<String, String> values(Abi abi, HostProcessor processor) {
        boolean wide = abi.wide();
        Map<String, String> values = new HashMap<>();
        for (Field field : Layout.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
                values.put(field.getName(), hex(constant(field)));
            }
        }
        for (SystemCall call : SystemCall.values()) {
            values.put(call.name(), hex(call.number(abi)));
        }
        SignalContext context = wide ? SignalContext.X86_64 : SignalContext.X86_32;
        values.put("CONTEXT_START", hex(context.start()));
        values.put("CONTEXT_POINTER", hex(context.start() + context.pointer()));
        values.put("CONTEXT_ERROR", hex(context.start() + context.error()));
        values.put("CONTEXT_TRAP", hex(context.start() + context.trap()));
        values.put("CONTEXT_ADDRESS", hex(context.start() + context.address()));
        values.put("CONTEXT_VECTORS", hex(context.start() + context.vectors()));
        values.put("VECTORS_FROM", hex(context.vectorsFrom()));
        values.put("SIGSEGV", hex(Faults.SIGSEGV));
        values.put("SIGVTALRM", hex(Faults.SIGVTALRM));
        values.put("PAGE_FAULT", hex(Faults.PAGE_FAULT));
        values.put("WRITE_ACCESS", hex(Faults.WRITE_ACCESS));
        values.put("STARTUP", hex(ControlBlock.STARTUP));
        values.put("ANSWER", hex(ControlBlock.ANSWER));
        values.put("THAW", hex(ControlBlock.THAW));
        values.put("FREEZE", hex(ControlBlock.FREEZE));
        values.put("CONTROL_FROM_TEXT", hex(Layout.CONTROL - Layout.TEXT));
        values.put("DATA_HOT_WORDS", hex(Layout.DATA_HOT_BYTES / 4));
        values.put("STACK_HOT_WORDS", hex(Layout.STACK_HOT_BYTES / 4));
        boolean bases = wide && processor.has("FSGSBASE");
        values.put("TEST_SEGMENT_BASES", bases ? TEST_SEGMENT_BASES : "");
        values.put("CLEAR_SEGMENT_BASES", bases ? CLEAR_SEGMENT_BASES : "");
        values.putAll(VectorMoves.of(wide, processor));
        return values;
    }

    private static int constant(Field field) {
        try {
            return field.getInt(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(int value) {
        return "0x" + Integer.toHexString(value);
    }

    private static String resource(String name) {
        try (InputStream in = WorkerSource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the worker's source " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The instructions that load and store all vector and mask registers, of the widest kind that the
    /// processor has.
    private static final class VectorMoves {
        private static final int X87_SSE = 0x3;
        private static final int AVX = 0x4;
        private static final int AVX512 = 0xE0;

        private VectorMoves() {}

        static Map<String, String> of(boolean wide, HostProcessor processor) {
            int registers = wide ? processor.vectorRegisters() : 8;
            if (processor.has("AVX512F")) {
                return values(
                        "vmovdqu64",
                        "zmm",
                        registers,
                        processor.has("AVX512BW") ? "kmovq" : "kmovw",
                        X87_SSE | AVX | AVX512);
            }
            return processor.has("AVX")
                    ? values("vmovups", "ymm", registers, "", X87_SSE | AVX)
                    : values("movups", "xmm", registers, "", 0);
        }

        /// @param states for `xrstor`; 0 if there is only `fxrstor`
        private static Map<String, String> values(
                String move, String register, int count, String maskMove, int states) {
            String load = lines(count, "    " + move + " " + register + "%1$d, [ebx + 0x%2$x]", Layout.VECTORS, 64);
            String store = lines(count, "    " + move + " [ebx + 0x%2$x], " + register + "%1$d", Layout.VECTORS, 64);
            if (!maskMove.isEmpty()) {
                load += lines(8, "    " + maskMove + " k%1$d, [ebx + 0x%2$x]", Layout.MASKS, 8);
                store += lines(8, "    " + maskMove + " [ebx + 0x%2$x], k%1$d", Layout.MASKS, 8);
            }
            if (states != 0) {
                store += "    vzeroupper\n";
            }
            return Map.of(
                    "LOAD_VECTORS",
                    load,
                    "STORE_VECTORS",
                    store,
                    "RESTORE",
                    states == 0 ? "fxrstor" : "xrstor",
                    "VECTOR_STATES",
                    hex(states));
        }

        private static String lines(int count, String format, int first, int step) {
            return IntStream.range(0, count)
                    .mapToObj(i -> format.formatted(i, first + i * step) + "\n")
                    .collect(Collectors.joining());
        }
    }
}
