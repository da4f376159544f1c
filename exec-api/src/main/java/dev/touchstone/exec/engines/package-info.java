/// The native libraries of engines that are not ours: found on this machine, or fetched once into a cache.
///
/// A library is looked for in a fixed order: an explicit property, an installed one of a version that is known
/// to be good, this project's cache, and last the pinned package, which the user's own package client fetches
/// into the cache and whose SHA-256 stands in this package's table. Nothing outside of the cache is written,
/// and no root is needed. What can't be had is an
/// [EngineMissingException][dev.touchstone.exec.EngineMissingException] with a reason and a remedy.
///
///     Library unicorn = Engines.unicorn().require();
@NullMarked
package dev.touchstone.exec.engines;

import org.jspecify.annotations.NullMarked;
