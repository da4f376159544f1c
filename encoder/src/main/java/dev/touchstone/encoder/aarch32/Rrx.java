package dev.touchstone.encoder.aarch32;

/// The rotation right by one through the carry flag, of an operand register.
public enum Rrx {
    RRX
}
