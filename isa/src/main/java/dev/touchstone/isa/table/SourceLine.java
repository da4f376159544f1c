package dev.touchstone.isa.table;

/// A line of a table file, counted from 1.
public record SourceLine(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
