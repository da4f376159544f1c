/// JMH benchmarks of emission.
@NullMarked
package dev.touchstone.benchmarks;

import org.jspecify.annotations.NullMarked;
