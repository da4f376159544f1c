/// JMH benchmarks of executable memory and of calls.
@NullMarked
package dev.touchstone.exec.host.benchmarks;

import org.jspecify.annotations.NullMarked;
