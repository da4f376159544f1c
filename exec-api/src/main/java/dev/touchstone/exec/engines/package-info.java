/// The libraries of engines that are not ours: found on this machine, or fetched once into a cache.
///
/// A library is looked for in a fixed order: an explicit property, an installed one of a version that is known
/// to be good, this project's cache, and last the pinned packages, the better first, which the user's own
/// package client (pip, Maven, npm) fetches into the cache and whose SHA-256 stands in this package's tables. A
/// package may serve only some sets: Keystone's wheel serves all; where it can't be had, a jar serves Arm and a
/// WebAssembly module x86. [Settings] can keep an engine to some of these sources. Nothing outside of the cache
/// is written, and no root is needed. What can't be had is an
/// [EngineMissingException][dev.touchstone.exec.EngineMissingException] with a reason and a remedy.
///
///     Library unicorn = Engines.unicorn().require();
///     Library keystone = Engines.keystone().require(Isa.A64);
@NullMarked
package dev.touchstone.exec.engines;

import org.jspecify.annotations.NullMarked;
