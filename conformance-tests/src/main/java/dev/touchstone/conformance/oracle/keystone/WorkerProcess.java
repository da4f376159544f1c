package dev.touchstone.conformance.oracle.keystone;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A forked [KeystoneWorker], started when it is needed and again when it dies.
final class WorkerProcess implements KeystoneRunner {
    private static final String END = "";
    private static final Duration START = Duration.ofSeconds(60);

    private final List<String> command;
    private final Duration limit;
    private @Nullable Process process;
    private BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    /// @param limit for one answer
    WorkerProcess(Path library, Duration limit) {
        this(command(library), limit);
    }

    WorkerProcess(List<String> command, Duration limit) {
        this.command = command;
        this.limit = limit;
    }

    private static List<String> command(Path library) {
        try {
            Path classes = Path.of(KeystoneWorker.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:-CreateCoredumpOnCrash",
                    "-XX:ErrorFile=" + System.getProperty("java.io.tmpdir") + "/touchstone-keystone-%p.log",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    classes.toString(),
                    KeystoneWorker.class.getName(),
                    library.toString());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// One answer a request; a line at which the process ends or hangs has a refusal that says so.
    @Override
    public List<String> ask(List<Request> requests) {
        List<String> result = new ArrayList<>(requests.size());
        while (result.size() < requests.size()) {
            List<Request> rest = requests.subList(result.size(), requests.size());
            String failure = send(rest, result);
            if (failure == null) {
                continue;
            }
            kill();
            result.add(Reply.refused(failure));
        }
        return result;
    }

    /// Adds answers; says why there are fewer than requests, or null.
    private @Nullable String send(List<Request> requests, List<String> result) {
        Process p = process();
        BlockingQueue<String> queue = answers;
        Thread writer = Thread.ofVirtual().start(() -> write(p, requests));
        try {
            for (int i = 0; i < requests.size(); i++) {
                String answer = queue.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (answer == null) {
                    return "Keystone does not answer in " + limit.toMillis() + " ms";
                }
                if (answer.equals(END)) {
                    return "Keystone ends its process";
                }
                result.add(answer);
            }
            writer.join();
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Keystone was asked", e);
        }
    }

    private static void write(Process process, List<Request> requests) {
        try {
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
            for (Request request : requests) {
                out.writeInt(request.architecture());
                out.writeInt(request.mode());
                out.writeLong(request.address());
                out.writeUTF(request.line());
            }
            out.flush();
        } catch (IOException e) {
            // The process is gone; its reader says so.
            process.destroyForcibly();
        }
    }

    private Process process() {
        Process p = process;
        if (p != null && p.isAlive()) {
            return p;
        }
        try {
            p = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("Keystone's process does not start: " + e.getMessage(), e);
        }
        process = p;
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        answers = queue;
        Process reading = p;
        Thread.ofPlatform().daemon().name("touchstone-keystone").start(() -> read(reading, queue));
        awaitReady(queue);
        return p;
    }

    /// Else each line would be taken for one that ends it.
    private void awaitReady(BlockingQueue<String> queue) {
        try {
            String first = queue.poll(START.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null || !first.equals(KeystoneWorker.READY)) {
                kill();
                throw new IllegalStateException("Keystone's process does not start: " + String.join(" ", command));
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Keystone was started", e);
        }
    }

    private static void read(Process process, BlockingQueue<String> queue) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16))) {
            while (true) {
                queue.add(in.readUTF());
            }
        } catch (IOException e) {
            queue.add(END);
        }
    }

    private void kill() {
        if (process != null) {
            process.destroyForcibly();
            process = null;
        }
    }

    @Override
    public void close() {
        kill();
    }
}
