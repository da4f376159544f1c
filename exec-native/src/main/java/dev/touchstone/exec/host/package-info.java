/// Native execution: executable memory, calling machine code from Java, and native executors.
@NullMarked
package dev.touchstone.exec.host;

import org.jspecify.annotations.NullMarked;
