package dev.touchstone.generator.arm;

import java.util.List;

/// A generated method: the calls that share its signature, to be tried in order.
record Method(String name, List<String> types, List<Call> calls) {}
