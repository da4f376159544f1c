/// JMH benchmarks of emission and linking.
@NullMarked
package dev.touchstone.benchmarks;

import org.jspecify.annotations.NullMarked;
