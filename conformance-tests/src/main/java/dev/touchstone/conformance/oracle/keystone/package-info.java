/// Keystone as an oracle, in a process of its own.
///
/// Keystone can end its process, or hang, over one line. So [KeystoneWorker] runs in a forked JVM, which
/// answers one line after the other over its standard streams; [WorkerProcess] gives the line at which it falls
/// silent a refusal, starts it anew, and goes on behind that line. Where Keystone is silently wrong stands in
/// `keystone.policy`.
///
///     try (Oracle keystone = new KeystoneProvider().open()) {
///         keystone.assemble(Isa.X86_64, List.of("add rax, rbx"), 0x1000);
///     }
@NullMarked
package dev.touchstone.conformance.oracle.keystone;

import org.jspecify.annotations.NullMarked;
