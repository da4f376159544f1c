package dev.touchstone.conformance.oracle.keystone;

/// A line that Keystone is asked about.
///
/// @param architecture Keystone's number
/// @param mode Keystone's number
record Request(int architecture, int mode, long address, String line) {}
