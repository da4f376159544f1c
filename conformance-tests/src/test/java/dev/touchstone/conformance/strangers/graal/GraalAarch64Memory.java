package dev.touchstone.conformance.strangers.graal;

import static dev.touchstone.conformance.strangers.graal.GraalAarch64Operands.isGeneral;
import static dev.touchstone.conformance.strangers.graal.GraalAarch64Operands.isRegister;
import static dev.touchstone.conformance.strangers.graal.GraalAarch64Operands.register;
import static dev.touchstone.conformance.strangers.graal.GraalAarch64Operands.size;
import static dev.touchstone.conformance.strangers.graal.GraalAarch64Operands.value;

import dev.touchstone.conformance.strangers.Unmapped;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Loads and stores as calls of AArch64Assembler: what the mnemonic says of sizes and order are arguments there.
final class GraalAarch64Memory {
    private static final Class<?> ADDRESS = Graal.type(Graal.ASM + "aarch64.AArch64Address");
    private static final Class<?> MODES = Graal.type(Graal.ASM + "aarch64.AArch64Address$AddressingMode");
    private static final Pattern PLAIN = Pattern.compile("(ld|st)u?r(s?)([bhw]?)");
    private static final Pattern PAIR = Pattern.compile("(ld|st)p");
    private static final Pattern ORDERED = Pattern.compile("(ldar|stlr|ldxr|stxr|ldaxr|stlxr)([bh]?)");
    private static final Pattern ATOMIC = Pattern.compile("(cas|ldadd|swp)(a?)(l?)([bh]?)");

    private GraalAarch64Memory() {}

    /// A call.
    record Call(String method, List<Object> arguments) {}

    /// @throws Unmapped if there is no such load or store, or no such address
    static Call of(GraalAarch64Text text) throws Unmapped {
        String name = text.mnemonic();
        List<String> operands = text.operands();
        Matcher plain = PLAIN.matcher(name);
        Matcher ordered = ORDERED.matcher(name);
        Matcher atomic = ATOMIC.matcher(name);
        if (name.equals("prfm") || name.equals("prfum")) {
            return new Call("prfm", List.of(address(64, text, false), GraalAarch64Operands.prefetch(operands.get(0))));
        }
        if (PAIR.matcher(name).matches()) {
            int bits = size(operands.get(0));
            return new Call(
                    (isGeneral(operands.get(0)) ? "" : "f") + name,
                    List.of(bits, register(operands.get(0)), register(operands.get(1)), address(bits, text, true)));
        }
        if (plain.matches()) {
            return plain(text, plain);
        }
        if (ordered.matches() && text.address() == operands.size() - 1) {
            return ofBase(ordered.group(1), bits(ordered.group(2), operands.get(text.address() - 1)), text, List.of());
        }
        if (atomic.matches()) {
            return ofBase(
                    atomic.group(1),
                    bits(atomic.group(4), operands.getFirst()),
                    text,
                    List.of(!atomic.group(2).isEmpty(), !atomic.group(3).isEmpty()));
        }
        throw new Unmapped("it has no such load or store");
    }

    private static Call plain(GraalAarch64Text text, Matcher name) throws Unmapped {
        String register = text.operands().getFirst();
        if (!isRegister(register)) {
            throw new Unmapped("it has no such load or store");
        }
        int bits = bits(name.group(3), register);
        String method = (isGeneral(register) ? "" : "f") + name.group(1) + "r";
        return name.group(2).isEmpty()
                ? new Call(method, List.of(bits, register(register), address(bits, text, false)))
                : new Call(method + "s", List.of(size(register), bits, register(register), address(bits, text, false)));
    }

    /// Registers, the last of them the base, and what else the method takes.
    private static Call ofBase(String method, int bits, GraalAarch64Text text, List<Object> rest) throws Unmapped {
        List<Object> arguments = new ArrayList<>(List.of(bits));
        for (String operand : text.operands().subList(0, text.address())) {
            arguments.add(register(operand));
        }
        arguments.add(register(inner(text).getFirst()));
        arguments.addAll(rest);
        return new Call(method, arguments);
    }

    private static int bits(String suffix, String register) {
        return switch (suffix) {
            case "b" -> 8;
            case "h" -> 16;
            case "w" -> 32;
            default -> size(register);
        };
    }

    private static List<String> inner(GraalAarch64Text text) {
        String address = text.operands().get(text.address());
        return List.of(address.substring(1, address.indexOf(']')).strip().split(" *, *"));
    }

    private static Object address(int bits, GraalAarch64Text text, boolean pair) throws Unmapped {
        int at = text.address();
        if (at < 0) {
            return Graal.made(ADDRESS, "createPCLiteralAddress", bits, (int)
                    value(text.operands().getLast()));
        }
        List<String> inner = inner(text);
        Object base = register(inner.getFirst());
        if (text.operands().size() > at + 1) {
            String behind = text.operands().get(at + 1);
            return immediate(
                    bits, pair ? "IMMEDIATE_PAIR_POST_INDEXED" : "IMMEDIATE_POST_INDEXED", base, value(behind));
        }
        boolean before = text.operands().get(at).endsWith("!");
        if (inner.size() == 1 && !before && !text.mnemonic().contains("ur")) {
            return pair
                    ? Graal.made(ADDRESS, "createPairBaseRegisterOnlyAddress", bits, base)
                    : Graal.made(ADDRESS, "createBaseRegisterOnlyAddress", bits, base);
        }
        if (inner.size() > 1 && isRegister(inner.get(1))) {
            return indexed(bits, base, inner);
        }
        long offset = inner.size() == 1 ? 0 : value(inner.get(1));
        String mode = before
                ? pair ? "IMMEDIATE_PAIR_PRE_INDEXED" : "IMMEDIATE_PRE_INDEXED"
                : pair
                        ? "IMMEDIATE_PAIR_SIGNED_SCALED"
                        : offset >= 0
                                        && offset % (bits / 8) == 0
                                        && !text.mnemonic().contains("ur")
                                ? "IMMEDIATE_UNSIGNED_SCALED"
                                : "IMMEDIATE_SIGNED_UNSCALED";
        return immediate(bits, mode, base, offset);
    }

    private static Object immediate(int bits, String mode, Object base, long offset) {
        return Graal.made(ADDRESS, "createImmediateAddress", bits, Graal.constant(MODES, mode), base, (int) offset);
    }

    private static Object indexed(int bits, Object base, List<String> inner) throws Unmapped {
        if (inner.get(1).endsWith("zr")) {
            throw new Unmapped("zr stands for no index");
        }
        Object index = register(inner.get(1));
        String[] extension =
                inner.size() == 2 ? new String[] {"lsl"} : inner.get(2).split(" +");
        boolean scaled = extension.length == 2 && (value(extension[1]) != 0 || bits == 8);
        return extension[0].equals("lsl")
                ? Graal.made(ADDRESS, "createRegisterOffsetAddress", bits, base, index, scaled)
                : Graal.made(
                        ADDRESS,
                        "createExtendedRegisterOffsetAddress",
                        bits,
                        base,
                        index,
                        scaled,
                        GraalAarch64Operands.extension(extension[0]));
    }
}
