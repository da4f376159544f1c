package dev.touchstone.exec.host.worker;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.isa.Isa;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// The program that becomes qemu. qemu refuses a worker its own filter of system calls, so this one sets a filter of
/// the host's, and whatever qemu does for a worker, or a worker does to qemu, is under that.
final class QemuLauncher {
    private static final int OPEN_FAILED = 200;
    private static final int FILTER_FAILED = 201;
    private static final int EXECUTE_FAILED = 202;
    private static final Map<Integer, String> FAILURES = Map.of(
            OPEN_FAILED, "open the slots",
            FILTER_FAILED, "filter system calls (seccomp)",
            EXECUTE_FAILED, "execute qemu");

    private QemuLauncher() {}

    /// The launcher's ELF file.
    ///
    /// @param slots the path of the file of slots, which the command has as descriptor 3
    /// @param command path and arguments
    static byte[] executable(String slots, List<String> command) {
        byte[] path = (command.getFirst() + "\0").getBytes(StandardCharsets.UTF_8);
        String source = WorkerSource.text(WorkerSource.resource("qemu-launcher.asm"), values(slots, command));
        byte[] text = TextAssembler.assemble(Isa.X86_64, source, Layout.TEXT).at(Layout.TEXT);
        return ElfFile.of(Abi.X86_64, 0, text, path);
    }

    private static Map<String, String> values(String slots, List<String> command) {
        byte[] filter = LauncherFilter.program();
        ByteBuffer steps = ByteBuffer.wrap(filter).order(ByteOrder.LITTLE_ENDIAN);
        StringJoiner words = new StringJoiner(", ", ".8byte ", "");
        while (steps.hasRemaining()) {
            words.add("0x" + Long.toHexString(steps.getLong()));
        }
        StringJoiner arguments = new StringJoiner(", ", ".8byte ", ", 0");
        StringBuilder strings = new StringBuilder();
        for (int i = 0; i < command.size(); i++) {
            arguments.add("argument" + i);
            strings.append("argument%d: .asciz \"%s\"%n".formatted(i, escaped(command.get(i))));
        }
        Map<String, String> values = new HashMap<>();
        values.put("OPEN_FAILED", WorkerSource.hex(OPEN_FAILED));
        values.put("FILTER_FAILED", WorkerSource.hex(FILTER_FAILED));
        values.put("EXECUTE_FAILED", WorkerSource.hex(EXECUTE_FAILED));
        values.put("PATH", WorkerSource.hex(Layout.CONTROL));
        values.put("ARGUMENTS", arguments.toString());
        values.put("STEPS", WorkerSource.hex(filter.length / 8));
        values.put("FILTER", words.toString());
        values.put("SLOTS", escaped(slots));
        values.put("STRINGS", strings.toString());
        return values;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /// What a launcher that exits with that code failed to do; null if it did not fail.
    static @Nullable String failedStep(int exitCode) {
        return FAILURES.get(exitCode);
    }
}
