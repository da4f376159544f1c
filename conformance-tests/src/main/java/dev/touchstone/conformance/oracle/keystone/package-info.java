/// Keystone as an oracle, in a process of its own.
///
/// Keystone can end its process, or hang, over one line. So [KeystoneWorker] runs in a forked JVM, which
/// answers one line after the other over its standard streams; [WorkerProcess] gives the line at which it falls
/// silent a refusal, starts it anew, and goes on behind that line.
///
/// Where there is no native library for a set, Keystone's WebAssembly module does: [KeystoneModule] translates it
/// into Java classes, [WasmKeystone] calls it, and [WasmRunner] replaces an instance that traps, exits or hangs.
///
/// Where Keystone is silently wrong stands in `known-wrong.table`, where it differs in `keystone.policy`.
///
///     try (Oracle keystone = new KeystoneProvider().open(Isa.X86_64)) {
///         keystone.assemble(Isa.X86_64, List.of("add rax, rbx"), 0x1000);
///     }
@NullMarked
package dev.touchstone.conformance.oracle.keystone;

import org.jspecify.annotations.NullMarked;
