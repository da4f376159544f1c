package dev.touchstone.generator.arm;

/// A parameter of a generated method.
record Parameter(String type, String name) {}
