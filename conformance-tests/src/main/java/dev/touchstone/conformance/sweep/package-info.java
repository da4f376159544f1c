/// Sweeps: every word of a range is read by our decoder and by LLVM's, and what we read is encoded again.
///
/// [Sweep] runs one shard of a [SweepOptions], block by block, on some threads; a [WordJudge] puts each word into
/// a [Kind]; a [Tally] counts them and keeps examples of each kind and form. A [SweepReport] is what a shard has
/// done so far, in a file: a run that was stopped goes on from it, and shards' reports merge into one.
@NullMarked
package dev.touchstone.conformance.sweep;

import org.jspecify.annotations.NullMarked;
