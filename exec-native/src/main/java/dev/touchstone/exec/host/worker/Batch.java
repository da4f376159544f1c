package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Snippets that a worker runs at one command: the slots of one half of the shared memory.
final class Batch {
    private static final int MOST = 256;
    /// In nanoseconds; so that those of a batch have a sum.
    private static final long MOST_TIMEOUT = Duration.ofDays(30).toNanos();

    private final Slots memory;
    private final int end;
    private final List<Snippet> snippets = new ArrayList<>();
    private final int[] slots = new int[MOST];
    private final int[] indices = new int[MOST];
    private final @Nullable String[] endings = new @Nullable String[MOST];
    private int position;
    /// Twice the sum of the snippets' timeouts, in nanoseconds.
    private long timeouts;

    /// @param memory where the slots stand
    /// @param start of the part of it, in bytes
    /// @param end of that part
    Batch(Slots memory, int start, int end) {
        this.memory = memory;
        this.position = start;
        this.end = end;
    }

    int count() {
        return snippets.size();
    }

    boolean isEmpty() {
        return snippets.isEmpty();
    }

    /// Where the slot of one stands, in the worker's address space.
    int address(int at) {
        return Layout.SHARED + slots[at];
    }

    /// How long they may take.
    Duration timeouts() {
        return Duration.ofNanos(timeouts);
    }

    /// Writes the slot of one more; false if there is no room for it.
    ///
    /// @param index where its outcome goes
    boolean add(int index, Snippet snippet) {
        int bytes = memory.bytes(snippet);
        if (count() == MOST || position + bytes > end) {
            return false;
        }
        memory.write(position, snippet);
        slots[count()] = position;
        indices[count()] = index;
        snippets.add(snippet);
        position += bytes;
        timeouts += 2 * Math.min(snippet.timeout().toNanos(), MOST_TIMEOUT);
        return true;
    }

    /// Makes some of them ones that did not run yet.
    void reset(int from, int to) {
        for (int i = from; i < to; i++) {
            memory.reset(slots[i]);
        }
    }

    /// Whether they all have an outcome.
    boolean isDone(int from, int to) {
        for (int i = from; i < to; i++) {
            int status = memory.status(slots[i]);
            if (status < Layout.COMPLETED || status > Layout.TIMED_OUT) {
                return false;
            }
        }
        return true;
    }

    /// The one whose run did not end; the middle one if there is none.
    int running(int from, int to) {
        for (int i = from; i < to; i++) {
            if (memory.status(slots[i]) == Layout.RUNNING) {
                return i;
            }
        }
        return from + (to - from) / 2;
    }

    /// Notes that one damages each worker that runs it, and how the last one ended.
    void culprit(int at, String ending) {
        endings[at] = ending;
    }

    /// Puts the outcomes in their places.
    void read(Outcome[] outcomes) {
        for (int i = 0; i < count(); i++) {
            String ending = endings[i];
            outcomes[indices[i]] = ending != null
                    ? new Outcome.NotRun("it damages the worker that runs it: " + ending)
                    : memory.read(slots[i], snippets.get(i));
        }
    }
}
