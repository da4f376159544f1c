/// What must be done after code was written, before a processor runs it.
///
/// | host | the writing thread | the other threads |
/// | --- | --- | --- |
/// | x86-64 | nothing: instruction fetch sees stores, also those through another view of the page | nothing for code at
/// addresses where nothing ran; else a serialising instruction each |
/// | A64 | clean the data cache and invalidate the instruction cache to the point of unification, DSB, ISB | an ISB
/// each |
///
/// [InstructionCache#written] does the left column, and the right one where code was or may be run by others
/// already. How the other threads are made to do their part:
///
/// - Linux: the system call `membarrier` with `PRIVATE_EXPEDITED_SYNC_CORE` (Linux 4.16), which makes each
///   thread of the process execute such an instruction before it runs code of the program again.
/// - Windows: `FlushInstructionCache`, and `FlushProcessWriteBuffers`, which interrupts each processor that runs
///   a thread of the process; the return from an interrupt is such an instruction.
/// - macOS documents `sys_icache_invalidate` and nothing for other threads.
@NullMarked
package dev.touchstone.exec.host.cache;

import org.jspecify.annotations.NullMarked;
