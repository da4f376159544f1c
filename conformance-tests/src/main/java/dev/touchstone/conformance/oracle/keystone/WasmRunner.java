package dev.touchstone.conformance.oracle.keystone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keystone as WebAssembly in this process. A trap or an exit leaves nothing behind but the instance, which is
/// replaced; at a line that takes too long the thread is interrupted and left behind.
final class WasmRunner implements KeystoneRunner {
    /// The compiled code nests as deep as Keystone's does, in larger frames.
    private static final long STACK = 64L << 20;

    private final Supplier<Function<Request, String>> instances;
    private final Duration limit;
    private Session session = new Session();

    /// @param instances gives a fresh instance of Keystone, which throws at a request that ends it
    /// @param limit for one answer
    WasmRunner(Supplier<Function<Request, String>> instances, Duration limit) {
        this.instances = instances;
        this.limit = limit;
    }

    /// An instance, on one thread at a time.
    private final class Session {
        private @Nullable Function<Request, String> instance;
        private volatile boolean over;

        void answer(List<Request> requests, BlockingQueue<String> queue) {
            for (Request request : requests) {
                String answer = answer(request);
                if (over) {
                    return;
                }
                queue.add(answer);
            }
        }

        private String answer(Request request) {
            try {
                if (instance == null) {
                    instance = instances.get();
                }
                return instance.apply(request);
            } catch (RuntimeException | StackOverflowError e) {
                instance = null;
                return Reply.refused("Keystone breaks off: " + e.getMessage());
            }
        }
    }

    @Override
    public List<String> ask(List<Request> requests) {
        List<String> answers = new ArrayList<>(requests.size());
        while (answers.size() < requests.size()) {
            send(requests.subList(answers.size(), requests.size()), answers);
        }
        return answers;
    }

    /// Adds answers, up to the first request without one in time.
    private void send(List<Request> requests, List<String> answers) {
        Session asked = session;
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name("touchstone-keystone")
                .stackSize(STACK)
                .start(() -> asked.answer(requests, queue));
        try {
            for (int i = 0; i < requests.size(); i++) {
                String answer = queue.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (answer == null) {
                    leave(thread);
                    answers.add(Reply.refused("Keystone does not answer in " + limit.toMillis() + " ms"));
                    return;
                }
                answers.add(answer);
            }
        } catch (InterruptedException e) {
            leave(thread);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Keystone was asked", e);
        }
    }

    private void leave(Thread thread) {
        session.over = true;
        session = new Session();
        thread.interrupt();
    }

    @Override
    public void close() {
        session = new Session();
    }
}
