package dev.touchstone.conformance.check;

import dev.touchstone.isa.Isa;

/// An engine that could not be had for a set.
///
/// @param remedy what mends it; empty if nothing can on this host (no A64 code runs natively on an x86
///     machine), and then a strict run does not ask for it
public record Missing(String engine, Isa isa, String reason, String remedy) {}
