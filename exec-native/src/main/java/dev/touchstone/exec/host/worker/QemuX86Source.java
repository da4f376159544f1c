package dev.touchstone.exec.host.worker;

import java.util.Map;

/// What the source of the x86 worker has in other words under qemu's user mode.
final class QemuX86Source {
    /// Code that is there already needs no writing, and no translation. r8 is how long the code before was.
    private static final String KNOWN_CODE = """
        mov r8d, [hidden + {LAST_CODE}]
        cmp ecx, r8d
        jne other_code
        mov edx, ecx
        shr ecx, 3
        repe cmpsq
        je loaded
        mov esi, [rbx + {CODE_AT}]
        add rsi, r15
        {CODE_TO}
        mov ecx, edx
        other_code:
        """;
    private static final String PUBLISH_CODE = """
        or r8d, edx
        mov ebx, [hidden + {PUBLISH}]
        cmp r8d, 0x1000
        jbe publish
        mov ebx, [hidden + {PUBLISH_ALL}]
        publish:
        call calls
        mov rbx, [hidden + {SLOT}]
        """;

    private QemuX86Source() {}

    /// By their names in the source.
    static Map<String, String> values(Map<String, String> names) {
        return Map.of(
                "KNOWN_CODE", WorkerSource.text(KNOWN_CODE, names),
                "PUBLISH_CODE", WorkerSource.text(PUBLISH_CODE, names),
                // The exception's number it does not tell; the signal's code it does.
                "TEST_PAGE_FAULT", "test dword ptr [rsi + %d], %d".formatted(Faults.SIGINFO_CODE, Faults.SI_KERNEL),
                // Its frames of signals have no ymm; the handler finds all vectors as the fault left them.
                "RESTORE_VECTORS", "");
    }
}
