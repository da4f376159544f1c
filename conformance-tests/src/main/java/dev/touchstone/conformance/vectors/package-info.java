/// Recorded vectors: texts of every form with the bytes that LLVM, or else Keystone, gave for them, so that a
/// machine without a native library still proves the encoders.
///
/// A file a set stands beside this package's resources, as text: comment lines that say which oracle, seed and
/// number of samples it was recorded with, then a line a vector, its bytes as hex and its text. Statements
/// that belong together (an IT and what it governs) are separated by `; `. `touchstone vectors record` writes
/// the files anew; an oracle that gives other bytes for a recorded text has drifted, which is an error.
@NullMarked
package dev.touchstone.conformance.vectors;

import org.jspecify.annotations.NullMarked;
