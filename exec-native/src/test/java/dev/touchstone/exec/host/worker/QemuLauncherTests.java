package dev.touchstone.exec.host.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.isa.Isa;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the launcher's filter leaves to the program that it becomes; here one of ours in place of qemu.
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class QemuLauncherTests {
    private static final String NO_SUCH_CALL = "38";

    @TempDir
    private Path folder;

    /// The error number, or 0, that a system call gives.
    private String call(boolean launched, String registers) throws Exception {
        Path victim = folder.resolve("victim");
        Files.writeString(victim, "mine");
        String text = """
                %s
                syscall
                xor edi, edi
                neg rax
                cmp rax, 4096
                cmovb edi, eax
                mov eax, 231
                syscall
                path: .asciz "%s"
                """.formatted(registers, victim);
        byte[] program = ElfFile.of(
                Abi.X86_64,
                0,
                TextAssembler.assemble(Isa.X86_64, text, Layout.TEXT).at(Layout.TEXT),
                new byte[0]);
        try (SharedMemory slots = SharedMemory.anonymous("test-slots", 4096);
                SharedMemory file = SharedMemory.of("test-program", program)) {
            return launched ? launch(slots, List.of(file.path())) : run(List.of(file.path()));
        } finally {
            assertEquals("mine", Files.readString(victim), registers);
        }
    }

    private static String launch(SharedMemory slots, List<String> command) throws IOException, InterruptedException {
        try (SharedMemory file = SharedMemory.of("test-launcher", QemuLauncher.executable(slots.path(), command))) {
            return run(List.of(file.path()));
        }
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + process.waitFor();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mov eax, 2; lea rdi, [rip + path]; mov esi, 1", // open for writing
                "mov eax, 2; lea rdi, [rip + path]; mov esi, 0x40; mov edx, 0x1a4", // open, creating
                "mov eax, 257; mov edi, -100; lea rsi, [rip + path]; mov edx, 0x200", // openat, truncating
                "mov eax, 257; mov edi, -100; lea rsi, [rip + path]; mov edx, 2", // openat, reading and writing
                "mov eax, 85; lea rdi, [rip + path]", // creat
                "mov eax, 87; lea rdi, [rip + path]", // unlink
                "mov eax, 263; mov edi, -100; lea rsi, [rip + path]; xor edx, edx", // unlinkat
                "mov eax, 90; lea rdi, [rip + path]; xor esi, esi", // chmod
                "mov eax, 76; lea rdi, [rip + path]; xor esi, esi", // truncate
                "mov eax, 82; lea rdi, [rip + path]; lea rsi, [rip + path]", // rename
                "mov eax, 41; mov edi, 1; mov esi, 1; xor edx, edx", // socket
                "mov eax, 110; syscall; mov edi, eax; mov eax, 62; xor esi, esi", // kill of the parent
                "mov eax, 39; syscall; mov edi, eax; mov eax, 62; xor esi, esi", // kill of itself
                "mov eax, 57", // fork
                "mov eax, 56; mov edi, 17; xor esi, esi", // clone of a process
                "mov eax, 435; lea rdi, [rip + path]; mov esi, 64", // clone3
                "mov eax, 59; lea rdi, [rip + path]; xor esi, esi; xor edx, edx", // execve
                "mov eax, 322; mov edi, -100; lea rsi, [rip + path]; xor edx, edx; xor r10d, r10d; xor r8d, r8d", // execveat
                "mov eax, 101; xor edi, edi", // ptrace
                "mov eax, 165; lea rdi, [rip + path]; lea rsi, [rip + path]", // mount
                "mov eax, 157; mov edi, 15; lea rsi, [rip + path]", // prctl
                "mov eax, 425; mov edi, 8; lea rsi, [rip + path]", // io_uring_setup
                "mov eax, 302; xor edi, edi; mov esi, 7; lea rdx, [rip + path]; xor r10d, r10d", // prlimit
                "mov eax, 160; mov edi, 7; lea rsi, [rip + path]", // setrlimit
                "mov eax, 72; mov edi, 1; mov esi, 8; mov edx, 1", // fcntl(F_SETOWN)
                "mov eax, 0x40000000 + 39", // the x32 kind of a call
            })
    void refuses(String registers) throws Exception {
        assertEquals(NO_SUCH_CALL, call(true, registers));
    }

    @Test
    void leavesWhatIsHarmless() throws Exception {
        assertEquals("0", call(true, "mov eax, 39")); // getpid
        assertEquals("0", call(true, "mov eax, 2; lea rdi, [rip + path]; xor esi, esi")); // open for reading
        assertEquals("0", call(true, "mov eax, 3; mov edi, 3")); // close of the slots, which are open
        assertEquals("9", call(true, "mov eax, 3; mov edi, 4")); // EBADF: nothing else is
    }

    @Test
    void aProgramWithoutItMayDoThat() throws Exception {
        assertEquals("0", call(false, "mov eax, 2; lea rdi, [rip + path]; mov esi, 1"));
    }

    @Test
    void saysWhichStepFailed() throws Exception {
        try (SharedMemory slots = SharedMemory.anonymous("test-slots", 4096)) {
            int code = Integer.parseInt(launch(slots, List.of("/nonexistent/qemu")));
            assertEquals("execute qemu", QemuLauncher.failedStep(code));
        }
        byte[] launcher = QemuLauncher.executable("/nonexistent/slots", List.of("/bin/true"));
        try (SharedMemory file = SharedMemory.of("test-launcher", launcher)) {
            assertEquals("open the slots", QemuLauncher.failedStep(Integer.parseInt(run(List.of(file.path())))));
        }
        assertTrue(LauncherFilter.program().length > 0);
    }
}
