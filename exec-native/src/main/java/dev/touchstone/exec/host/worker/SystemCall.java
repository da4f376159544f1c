package dev.touchstone.exec.host.worker;

/// The system calls that workers make, and their numbers.
enum SystemCall {
    READ(0, 3),
    WRITE(1, 4),
    OPEN(2, 5),
    MMAP(9, 192), // On x86-32 this is mmap2.
    MPROTECT(10, 125),
    MUNMAP(11, 91),
    RT_SIGACTION(13, 174),
    RT_SIGRETURN(15, 173),
    MADVISE(28, 219),
    SETITIMER(38, 104),
    EXIT(60, 1),
    FTRUNCATE(77, 93),
    SIGALTSTACK(131, 186),
    PRCTL(157, 172),
    MEMFD_CREATE(319, 356);

    private final int wide;
    private final int narrow;

    SystemCall(int wide, int narrow) {
        this.wide = wide;
        this.narrow = narrow;
    }

    int number(boolean is64Bit) {
        return is64Bit ? wide : narrow;
    }
}
