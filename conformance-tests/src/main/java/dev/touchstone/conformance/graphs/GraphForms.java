package dev.touchstone.conformance.graphs;

import java.util.List;

/// The forms that a set has for each kind of edge. The first of each reaches every block.
record GraphForms(List<String> jumps, List<String> branches, List<String> calls, List<String> tables) {}
