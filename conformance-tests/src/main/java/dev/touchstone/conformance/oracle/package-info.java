/// Oracles: programs of others that say what bytes a text must give, and what text bytes must give.
///
/// An [Oracle] answers in batches; each line is answered on its own, as though it were the only one. An oracle
/// that refuses a line has no vote on it: it may only not know the instruction. Found by
/// [java.util.ServiceLoader] through [OracleProvider]; to add one, add a package with an oracle and its
/// provider, and one registration line.
///
///     try (Oracle oracle = provider.open(Isa.X86_64)) {
///         Answer answer = oracle.assemble(Isa.X86_64, List.of("add rax, rbx"), 0x1000).getFirst();
///     }
@NullMarked
package dev.touchstone.conformance.oracle;

import org.jspecify.annotations.NullMarked;
