package dev.touchstone.conformance.oracle.keystone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataOutputStream;
import java.io.File;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerProcessTests {
    private static final Request NOP = new Request(4, 8, 0, "nop");

    private static String classesOf(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath()).getPath();
    }

    private static WorkerProcess worker(Class<?> main, Duration limit) {
        String classes = classesOf(main) + File.pathSeparator + classesOf(WorkerProcess.class);
        String java = System.getProperty("java.home") + "/bin/java";
        return new WorkerProcess(List.of(java, "-cp", classes, main.getName()), limit);
    }

    @Test
    void aWorkerThatHangsIsGivenUp() {
        try (WorkerProcess silent = worker(Silent.class, Duration.ofMillis(1500))) {
            List<String> answers = silent.ask(List.of(NOP));
            assertEquals(List.of("!Keystone does not answer in 1500 ms"), answers);
        }
    }

    @Test
    void aWorkerThatEndsAtEachLineIsStartedForEach() {
        try (WorkerProcess dying = worker(Dying.class, Duration.ofSeconds(60))) {
            assertEquals(Collections.nCopies(6, "!Keystone ends its process"), dying.ask(Collections.nCopies(6, NOP)));
        }
    }

    @Test
    void aWorkerThatDoesNotStartIsSaid() {
        try (WorkerProcess none = worker(WorkerProcessTests.class, Duration.ofSeconds(60))) {
            IllegalStateException e = assertThrows(IllegalStateException.class, () -> none.ask(List.of(NOP)));
            assertTrue(e.getMessage().startsWith("Keystone's process does not start"), e.getMessage());
        }
    }

    /// A worker that reads its input and never answers.
    static final class Silent {
        private Silent() {}

        public static void main(String[] arguments) throws Exception {
            ready();
            while (System.in.read() >= 0) {}
        }
    }

    /// A worker that ends at its first request.
    static final class Dying {
        private Dying() {}

        public static void main(String[] arguments) throws Exception {
            ready();
            System.exit(System.in.read());
        }
    }

    private static void ready() throws Exception {
        DataOutputStream out = new DataOutputStream(System.out);
        out.writeUTF(KeystoneWorker.READY);
        out.flush();
    }
}
