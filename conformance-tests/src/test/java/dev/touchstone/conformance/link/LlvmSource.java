package dev.touchstone.conformance.link;

import dev.touchstone.relocation.object.ObjectFormat;
import java.io.IOException;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The functions of `main.c` as LLVM's assembler reads them.
///
/// The sources differ by format in what stands in braces: a C name `{puts}`, which is `_puts` in Mach-O;
/// `{page name}` and `{low name}`, an address in two parts; `{distance name}`, 32 bits from here;
/// `{variable}`, code that gives the C variable's address; directives.
final class LlvmSource {
    private static final Pattern BRACED = Pattern.compile("\\{([a-z_]+)(?: ([a-z_]+)(\\+[0-9]+)?)?}");

    private final boolean machO;
    private final Map<String, String> directives;

    private LlvmSource(ObjectCase of) {
        this.machO = of.format == ObjectFormat.MACHO;
        this.directives = Map.of(
                "rodata",
                switch (of.format) {
                    case ELF -> ".section .rodata, \"a\"";
                    case MACHO -> ".section __TEXT,__const";
                    case COFF -> ".section .rdata, \"dr\"";
                },
                "bss",
                machO ? ".section __DATA,__bss,zerofill" : ".bss",
                "address",
                of.name().endsWith("64") ? ".quad" : ".long",
                "variable",
                variable(of));
    }

    static String text(ObjectCase of) throws IOException {
        LlvmSource source = new LlvmSource(of);
        String file = switch (of) {
            case ELF_X86_64, MACHO_X86_64, COFF_X86_64 -> "x86-64.s";
            case ELF_X86_32 -> "x86-32.s";
            case ELF_A64, MACHO_A64, COFF_A64 -> "a64.s";
            case ELF_A32 -> "a32.s";
            case ELF_T32 -> "t32.s";
        };
        return BRACED.matcher(CLinkTests.resource(file) + CLinkTests.resource("data.s"))
                .replaceAll(braced -> Matcher.quoteReplacement(source.inPlaceOf(braced)));
    }

    /// LLVM's name of the target.
    static String triple(ObjectCase of) {
        return switch (of) {
            case ELF_X86_64 -> "x86_64-linux-gnu";
            case ELF_X86_32 -> "i386-linux-gnu";
            case ELF_A64 -> "aarch64-linux-gnu";
            case ELF_A32, ELF_T32 -> "armv7a-linux-gnueabihf";
            case MACHO_X86_64 -> "x86_64-apple-macos11.0";
            case MACHO_A64 -> "arm64-apple-macos11.0";
            case COFF_X86_64 -> "x86_64-windows-msvc";
            case COFF_A64 -> "aarch64-windows-msvc";
        };
    }

    private static String variable(ObjectCase of) {
        return switch (of) {
            case ELF_X86_64 -> "mov rdx, [rip + c_variable@GOTPCREL]";
            case MACHO_X86_64 -> "mov rdx, [rip + _c_variable@GOTPCREL]";
            case COFF_X86_64 -> "lea rdx, [rip + c_variable]";
            case ELF_A64 -> "adrp x3, :got:c_variable\n ldr x3, [x3, :got_lo12:c_variable]";
            case MACHO_A64 -> "adrp x3, _c_variable@GOTPAGE\n ldr x3, [x3, _c_variable@GOTPAGEOFF]";
            case COFF_A64 -> "adrp x3, c_variable\n add x3, x3, :lo12:c_variable";
            case ELF_X86_32, ELF_A32, ELF_T32 -> "";
        };
    }

    private String inPlaceOf(MatchResult braced) {
        String word = braced.group(1);
        if (braced.group(2) == null) {
            return directives.getOrDefault(word, name(word));
        }
        String name = name(braced.group(2));
        String offset = braced.group(3) == null ? "" : braced.group(3);
        return switch (word) {
            case "page" -> machO ? name + "@PAGE" + offset : name + offset;
            case "low" -> machO ? name + "@PAGEOFF" + offset : ":lo12:" + name + offset;
            // The local symbol is one that we make too.
            case "distance" -> machO ? "l_rodata.1.18: .long " + name + " - l_rodata.1.18" : ".long " + name + " - .";
            default -> throw new IllegalArgumentException(braced.group());
        };
    }

    private String name(String c) {
        return machO ? "_" + c : c;
    }
}
