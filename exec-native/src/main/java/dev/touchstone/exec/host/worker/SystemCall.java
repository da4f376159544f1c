package dev.touchstone.exec.host.worker;

/// The system calls that workers make, and their numbers.
enum SystemCall {
    READ(0, 63, 3),
    WRITE(1, 64, 4),
    OPENAT(257, 56, 322),
    MMAP(9, 222, 192), // With 32-bit words this is mmap2.
    MPROTECT(10, 226, 125),
    MUNMAP(11, 215, 91),
    RT_SIGACTION(13, 134, 174),
    RT_SIGRETURN(15, 139, 173),
    MADVISE(28, 233, 220),
    SETITIMER(38, 103, 104),
    EXIT(60, 93, 1),
    FTRUNCATE(77, 46, 93),
    SIGALTSTACK(131, 132, 186),
    PRCTL(157, 167, 172),
    MEMFD_CREATE(319, 279, 385),
    /// Of Arm only.
    CACHEFLUSH(-1, -1, 0x0F_0002);

    private final int[] numbers;

    /// The numbers are in the order of [Abi].
    SystemCall(int... numbers) {
        this.numbers = numbers;
    }

    int number(Abi abi) {
        return numbers[abi.ordinal()];
    }
}
