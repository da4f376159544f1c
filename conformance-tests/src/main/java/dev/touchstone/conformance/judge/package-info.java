/// Judges: each says of a batch of cases whether it agrees. Our own parser and decoder are judges of our
/// encoder, so is each oracle in both directions, and so are the executors together. A judge knows no oracle
/// and no executor by name.
@NullMarked
package dev.touchstone.conformance.judge;

import org.jspecify.annotations.NullMarked;
