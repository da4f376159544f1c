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

/// The code of workers and of the trampoline, assembled here, by our own assembler, for the features that this
/// host's processor has. The source stands in files `.asm`; names in braces are constants of [Layout] and those
/// below.
final class WorkerSource {
    private static final Pattern NAME = Pattern.compile("\\{([A-Z_0-9]+)}");

    private static final String TEST_SEGMENT_BASES = """
        rdfsbase rax
        rdgsbase rcx
        or rax, rcx
        jne reset_segments
        """;
    /// Equal if the signal is a page fault: rsi is its siginfo, rdx the context.
    private static final String TEST_PAGE_FAULT = "cmp dword ptr [rdx + %d], %d";
    /// eax becomes 1 if the x87 state is the initial one, else 0 and equal.
    private static final String TEST_X87 = """
        mov ecx, 1
        xgetbv
        not eax
        and eax, 1
        """;
    /// rax is zero.
    private static final String CLEAR_SEGMENT_BASES = """
        wrfsbase rax
        wrgsbase rax
        """;

    private WorkerSource() {}

    /// A worker's code, as it stands at [Layout#TEXT].
    static CodeImage worker(Isa isa, Kernel kernel, X86Processor processor) {
        String source = resource("x86.asm")
                + resource("x86-switch.asm")
                + resource("x86-run.asm")
                + resource("x86-segments.asm")
                + resource("x86-next.asm");
        Map<String, String> values = values(isa == Isa.X86_64, processor, Layout.OUTPUT);
        if (kernel == Kernel.QEMU_USER) {
            values.putAll(QemuX86Source.values(values));
        }
        return TextAssembler.assemble(Isa.X86_64, text(source, values), Layout.TEXT);
    }

    /// The code that calls a function of this process with a whole register state.
    ///
    /// @param places instead of those of [Layout]
    static CodeImage trampoline(X86Processor processor, Map<String, Integer> places) {
        Map<String, String> values = values(true, processor, 0);
        places.forEach((name, address) -> values.put(name, hex(address)));
        String source = resource("x86-caller.asm")
                + resource("trampoline.asm")
                + resource("x86-switch.asm")
                + resource("x86-area.asm");
        return TextAssembler.assemble(Isa.X86_64, text(source, values), 0);
    }

    /// The code that runs slots in this process, on Windows. What it needs of segments it must not touch.
    ///
    /// @param places instead of those of [Layout]
    static CodeImage windows(X86Processor processor, Map<String, Integer> places) {
        Map<String, String> values = values(true, processor, Layout.OUTPUT);
        places.forEach((name, place) -> values.put(name, hex(place)));
        values.put("SLOTS", "mov r15, [hidden + %s]".formatted(value(values, "SLOTS_AT")));
        values.put("CODE_TO", "mov rdi, [hidden + %s]".formatted(value(values, "VIEW_AT")));
        String source = resource("x86-caller.asm")
                + resource("windows.asm")
                + resource("x86-switch.asm")
                + resource("x86-run.asm")
                + "next:\n"
                + resource("x86-next.asm")
                + resource("x86-area.asm");
        return TextAssembler.assemble(Isa.X86_64, text(source, values), 0);
    }

    static String text(String source, Map<String, String> values) {
        return NAME.matcher(source).replaceAll(name -> Matcher.quoteReplacement(value(values, name.group(1))));
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("the worker's source has a name that nothing defines: {" + name + "}");
        }
        return value;
    }

    /// What the sources of all workers name.
    static Map<String, String> values(Abi abi) {
        Map<String, String> values = new HashMap<>();
        for (Field field : Layout.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
                values.put(field.getName(), hex(constant(field)));
            }
        }
        for (SystemCall call : SystemCall.values()) {
            values.put(call.name(), hex(call.number(abi)));
        }
        values.put("SIGSEGV", hex(Faults.SIGSEGV));
        values.put("SIGVTALRM", hex(Faults.SIGVTALRM));
        values.put("STARTUP", hex(ControlBlock.STARTUP));
        values.put("ANSWER", hex(ControlBlock.ANSWER));
        values.put("THAW", hex(ControlBlock.THAW));
        values.put("FREEZE", hex(ControlBlock.FREEZE));
        values.put("PUBLISH", hex(ControlBlock.PUBLISH));
        values.put("PUBLISH_ALL", hex(ControlBlock.PUBLISH_ALL));
        values.put("CONTROL_FROM_TEXT", hex(Layout.CONTROL - Layout.TEXT));
        values.put("BROKEN", hex(WorkerProcess.BROKEN));
        return values;
    }

    private static Map<String, String> values(boolean wide, X86Processor processor, int output) {
        Map<String, String> values = values(Abi.X86_64);
        SignalContext context = SignalContext.X86_64;
        values.put("CONTEXT_START", hex(context.start()));
        values.put("CONTEXT_POINTER", hex(context.start() + context.pointer()));
        values.put("CONTEXT_ERROR", hex(context.start() + context.error()));
        values.put("TEST_PAGE_FAULT", TEST_PAGE_FAULT.formatted(context.start() + context.trap(), Faults.PAGE_FAULT));
        values.put("CONTEXT_ADDRESS", hex(context.start() + context.address()));
        values.put("CONTEXT_VECTORS", hex(context.start() + context.vectors()));
        values.put("WRITE_ACCESS", hex(Faults.WRITE_ACCESS));
        values.put("SLOTS", "lea r15, [hidden]");
        values.put("CODE_TO", "lea rdi, [hidden + %s]".formatted(hex(Layout.CODE_VIEW)));
        values.put("KNOWN_CODE", "");
        values.put("PUBLISH_CODE", "");
        values.put("OUTPUT", hex(output));
        values.put("STORE_RETURN", wide ? "mov [rcx], rax" : "mov [rcx], eax");
        values.put("DATA_SELECTOR", hex(wide ? 0 : X86RegisterFile.USER_DS));
        values.put("TEST_X87", processor.has("XGETBV1") ? TEST_X87 : "xor eax, eax");
        boolean bases = processor.has("FSGSBASE");
        values.put("TEST_SEGMENT_BASES", bases ? TEST_SEGMENT_BASES : "");
        values.put("CLEAR_SEGMENT_BASES", bases ? CLEAR_SEGMENT_BASES : "");
        values.putAll(X86VectorMoves.of(wide, processor::has, output));
        return values;
    }

    private static int constant(Field field) {
        try {
            return field.getInt(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hex(int value) {
        return "0x" + Integer.toHexString(value);
    }

    static String resource(String name) {
        try (InputStream in = WorkerSource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the worker's source " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
