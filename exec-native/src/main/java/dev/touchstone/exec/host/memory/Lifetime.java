package dev.touchstone.exec.host.memory;

import java.lang.foreign.Arena;

/// How long code lives: until it is closed, or as long as an arena of the caller's.
///
/// @param arena whose segments the code is seen through
/// @param own whether closing the code closes the arena
public record Lifetime(Arena arena, boolean own) {
    /// Until it is closed, for all threads.
    public static Lifetime untilClosed() {
        return new Lifetime(Arena.ofShared(), true);
    }

    /// As long as the arena; for the threads that the arena is for.
    public static Lifetime of(Arena arena) {
        return new Lifetime(arena, false);
    }

    /// Ends it.
    ///
    /// @throws IllegalStateException if it is over, or a call runs
    /// @throws UnsupportedOperationException if it is the arena that is to be closed
    public void end() {
        if (!own) {
            throw new UnsupportedOperationException(
                    "this code lives as long as the arena that it was loaded with: close that");
        }
        arena.close();
    }

    /// Whether it has ended.
    public boolean isOver() {
        return !arena.scope().isAlive();
    }
}
