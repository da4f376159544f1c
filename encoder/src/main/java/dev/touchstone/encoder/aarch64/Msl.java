package dev.touchstone.encoder.aarch64;

/// The shift left that shifts in ones, of vector immediates.
public enum Msl {
    MSL
}
