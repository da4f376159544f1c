/// Native executors: snippets run in a worker process, so that whatever they do ends nothing but that process.
///
/// A worker is a static executable without a C library that our own assemblers emit ([WorkerProgram]). It and
/// the JVM share a file in memory; the JVM writes snippets into its slots ([Slots]), names the first one down a
/// pipe, and the worker loads each snippet's whole register state, runs it at its fixed address, and writes the
/// state back. Faults are signals that the worker handles on a stack of its own; a timer ends endless loops; a
/// system call filter keeps snippets from having any effect. Where everything stands is in [Layout].
///
/// On x86 a worker stands at a random address, out of its snippets' sight and, of 32-bit ones, out of their reach.
/// A worker that ends, hangs or shows damage is replaced by one that stands elsewhere, and its whole batch runs
/// again; the snippet that does it each time is found and reported.
///
/// On Windows a worker is a Java virtual machine ([WindowsWorker]) that runs the slots in its own process.
///
/// Workers for A64, A32 and T32 run under qemu's user mode ([QemuUser]), at fixed addresses; those for x86-64 run there
/// too, beside native ones. Limits there: system calls, calls of semihosting and FPA instructions are found by reading
/// the code from its first byte on, and data that looks like
/// one is changed too; one that is reached by a jump into the middle of an instruction is executed, under the filter
/// that the launcher sets ([QemuLauncher]). Stores of 64-bit code to qemu's own memory are not caught.
@NullMarked
package dev.touchstone.exec.host.worker;

import org.jspecify.annotations.NullMarked;
