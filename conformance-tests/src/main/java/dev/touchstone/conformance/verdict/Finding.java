package dev.touchstone.conformance.verdict;

/// What one judge says of one case.
///
/// @param judge as in `text`, `decoder`, `llvm`, `llvm-decoder`, `keystone`, `unicorn`, `native`
public record Finding(Case subject, String judge, Verdict verdict) {}
