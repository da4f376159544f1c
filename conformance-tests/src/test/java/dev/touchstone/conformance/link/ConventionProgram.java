package dev.touchstone.conformance.link;

import dev.touchstone.encoder.convention.CallingConvention;
import dev.touchstone.encoder.convention.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The C side: functions of each case's signature that check what they are given, and calls of ours.
final class ConventionProgram {
    /// Fixed, so that our code needs no symbols. What stands in it:
    static final long AREA = 0x1000_0000L;

    /// What a function of ours was given: 8 bytes for each argument.
    static final int SEEN = 0;
    /// What it was given in a second register.
    static final int SEEN_TWICE = 0x200;
    /// What a driver of ours passes.
    static final int VALUES = 0x400;
    /// What a function of ours gives back.
    static final int RESULT = 0x600;
    /// What a driver of ours got.
    static final int GOT = 0x608;
    /// The function that a driver of ours calls.
    static final int FUNCTION = 0x610;
    /// What callee-saved floats hold before a driver's call: 16 bytes for each.
    static final int PATTERNS = 0x700;
    /// What they hold after it.
    static final int FLOATS_AFTER = 0x800;
    /// What callee-saved general registers hold after it.
    static final int GENERAL_AFTER = 0x900;

    private final StringBuilder c = new StringBuilder();
    private final CallingConvention convention;
    private final String attribute;

    private ConventionProgram(CallingConvention convention, String attribute) {
        this.convention = convention;
        this.attribute = attribute;
    }

    /// What a driver puts into a callee-saved register, 31 bits of it.
    static int pattern(int number) {
        return 0x1234_5601 + 0x0101_0100 * (number & 15);
    }

    static String write(CallingConvention convention, String attribute, List<ConventionCase> cases) {
        ConventionProgram program = new ConventionProgram(convention, attribute);
        program.head();
        cases.forEach(program::functions);
        program.c.append("int main(void) {\n  if (mmap((void *)AREA, 4096, 3, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED,"
                + " -1, 0) != (void *)AREA) return 3;\n");
        cases.forEach(test -> program.c.append("  test_%d();\n".formatted(test.index())));
        program.c.append("  printf(\"%d checks, %d wrong\\n\", checks, wrong);\n  return 0;\n}\n");
        return program.c.toString();
    }

    private void head() {
        boolean windows = attribute.contains("ms_abi");
        c.append("""
                #include <stdarg.h>
                #include <stdint.h>
                #include <stdio.h>
                #include <string.h>
                #include <sys/mman.h>
                #define ABI %s
                #define LIST %s
                #define START %s
                #define END %s
                #define AREA 0x%xL
                #define AT(offset) ((char *)AREA + (offset))
                typedef void *pointer;
                static int checks, wrong;
                static void same(int id, const char *what, int i, const void *is, const void *should, int n) {
                  checks++;
                  if (memcmp(is, should, n) && wrong++ < 20) {
                    uint64_t a = 0, b = 0;
                    memcpy(&a, is, n); memcpy(&b, should, n);
                    printf("case %%d, %%s %%d: is %%llx, should be %%llx\\n", id, what, i,
                        (unsigned long long)a, (unsigned long long)b);
                  }
                }
                static void kept(int id) {
                """.formatted(
                        attribute,
                        windows ? "__builtin_ms_va_list" : "va_list",
                        windows ? "__builtin_ms_va_start" : "va_start",
                        windows ? "__builtin_ms_va_end" : "va_end",
                        AREA));
        for (int i = 0; i < convention.calleeSaved().size(); i++) {
            c.append("  { uint64_t p = 0x%xu; same(id, \"kept register\", %d, AT(%d), &p, %d); }\n"
                    .formatted(
                            pattern(convention.calleeSaved().get(i).number()),
                            i,
                            GENERAL_AFTER + 8 * i,
                            convention.addressBytes()));
        }
        c.append("  same(id, \"kept floats\", 0, AT(%d), AT(%d), %d);\n}\n"
                .formatted(
                        FLOATS_AFTER,
                        PATTERNS,
                        16 * convention.calleeSavedFloats().size()));
    }

    private static String type(ValueKind kind) {
        return switch (kind) {
            case INT8 -> "int8_t";
            case UINT8 -> "uint8_t";
            case INT16 -> "int16_t";
            case UINT16 -> "uint16_t";
            case INT32 -> "int32_t";
            case INT64 -> "int64_t";
            case POINTER -> "pointer";
            case FLOAT -> "float";
            case DOUBLE -> "double";
        };
    }

    private static String value(ValueKind kind, long bits) {
        return switch (kind) {
            case FLOAT ->
                "%sf"
                        .formatted(new java.math.BigDecimal(Float.intBitsToFloat((int) bits)).toPlainString()
                                + (Float.intBitsToFloat((int) bits) % 1 == 0 ? ".0" : ""));
            case DOUBLE -> "(double)" + new java.math.BigDecimal(Double.longBitsToDouble(bits)).toPlainString();
            case POINTER -> "(pointer)(intptr_t)%dLL".formatted(bits);
            case INT64 -> "(int64_t)0x%xULL".formatted(bits);
            default -> "(%s)%dLL".formatted(type(kind), bits);
        };
    }

    /// How much of a place is compared.
    private int width(ValueKind kind, boolean extended) {
        return kind.isNarrow() && extended ? 4 : kind.bytes(convention);
    }

    private void functions(ConventionCase test) {
        List<ValueKind> kinds = test.signature().parameters();
        int named = test.signature().isVariadic() ? test.signature().firstVariadic() : kinds.size();
        String result = test.signature().result().map(ConventionProgram::type).orElse("void");
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < named; i++) {
            parameters.add(type(kinds.get(i)) + " a" + i);
        }
        if (test.signature().isVariadic()) {
            parameters.add("...");
        }
        String list = parameters.isEmpty() ? "void" : String.join(", ", parameters);
        int id = test.index();
        c.append("extern ABI %s ours_%d(%s);\nextern ABI void drive_%d(void);\n".formatted(result, id, list, id));
        c.append("__attribute__((noinline)) ABI %s theirs_%d(%s) {\n".formatted(result, id, list));
        c.append("  checks++;\n");
        if (convention.equals(CallingConvention.SYSV_X86_64) || convention.equals(CallingConvention.CDECL_I386)) {
            c.append("  if ((uintptr_t)__builtin_frame_address(0) % 16 != " + (convention.addressBytes() == 8 ? 0 : 8)
                    + ") { wrong++; puts(\"stack is not aligned\"); }\n");
        }
        if (test.signature().isVariadic()) {
            c.append("  LIST list;\n  START(list, a%d);\n".formatted(named - 1));
        }
        for (int i = 0; i < kinds.size(); i++) {
            String type = type(kinds.get(i));
            c.append("  { %s is = %s, should = %s; same(%d, \"their argument\", %d, &is, &should, sizeof is); }\n"
                    .formatted(
                            type,
                            i < named ? "a" + i : "va_arg(list, " + type + ")",
                            value(kinds.get(i), test.values().get(i)),
                            id,
                            i));
        }
        if (test.signature().isVariadic()) {
            c.append("  END(list);\n");
        }
        test.signature().result().ifPresent(kind -> c.append("  return " + value(kind, test.result()) + ";\n"));
        c.append("}\n");
        test(test, kinds);
    }

    private void test(ConventionCase test, List<ValueKind> kinds) {
        int id = test.index();
        c.append("static void test_%d(void) {\n".formatted(id));
        for (int i = 0; i < kinds.size(); i++) {
            c.append("  *(uint64_t *)AT(%d) = 0x%xULL;\n"
                    .formatted(VALUES + 8 * i, test.values().get(i)));
        }
        c.append("  *(uint64_t *)AT(%d) = 0x%xULL;\n".formatted(RESULT, test.result()));
        c.append("  for (int i = 0; i < 256; i++) AT(%d)[i] = i * 7 + %d;\n".formatted(PATTERNS, id));
        c.append("  memset(AT(%d), 0xEE, %d);\n".formatted(SEEN, 16 * 32));
        String call = "ours_%d(%s)"
                .formatted(
                        id,
                        IntStream.range(0, kinds.size())
                                .mapToObj(i -> value(kinds.get(i), test.values().get(i)))
                                .collect(Collectors.joining(", ")));
        test.signature()
                .result()
                .ifPresentOrElse(
                        kind -> c.append(
                                "  { %s is = %s, should = %s; same(%d, \"our result\", 0, &is, &should, sizeof is); }\n"
                                        .formatted(type(kind), call, value(kind, test.result()), id)),
                        () -> c.append("  %s;\n".formatted(call)));
        seen(test, kinds);
        for (String callee : List.of("theirs", "ours")) {
            c.append("  memset(AT(%d), 0xEE, 512);\n  memset(AT(%d), 0xEE, 768);\n".formatted(SEEN, FLOATS_AFTER));
            c.append("  *(void **)AT(%d) = (void *)%s_%d;\n  drive_%d();\n".formatted(FUNCTION, callee, id, id));
            test.signature()
                    .result()
                    .ifPresent(kind -> c.append("  same(%d, \"%s result\", 0, AT(%d), AT(%d), %d);\n"
                            .formatted(id, callee, GOT, RESULT, width(kind, convention.calleeExtendsResult()))));
            c.append("  kept(%d);\n".formatted(id));
            if (callee.equals("ours")) {
                seen(test, kinds);
            }
        }
        c.append("}\n");
    }

    private void seen(ConventionCase test, List<ValueKind> kinds) {
        for (int i = 0; i < kinds.size(); i++) {
            c.append("  same(%d, \"our argument\", %d, AT(%d), AT(%d), %d);\n"
                    .formatted(
                            test.index(),
                            i,
                            SEEN + 8 * i,
                            VALUES + 8 * i,
                            width(kinds.get(i), convention.callerExtendsArguments())));
            if (test.passing(convention).arguments().get(i) instanceof dev.touchstone.encoder.convention.Place.InBoth) {
                c.append("  same(%d, \"our argument's copy\", %d, AT(%d), AT(%d), 8);\n"
                        .formatted(test.index(), i, SEEN_TWICE + 8 * i, VALUES + 8 * i));
            }
        }
    }
}
