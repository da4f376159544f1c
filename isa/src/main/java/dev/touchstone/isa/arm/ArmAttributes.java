package dev.touchstone.isa.arm;

import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A row's attributes.
///
/// @param alias whether the decoder never chooses it (unless it is preferred)
/// @param preferred whether the decoder chooses it before what it overlaps
/// @param deferred whether the decoder chooses it only where no other row fits
/// @param it where it may stand with respect to IT blocks
/// @param access a letter group for each register operand, or empty for the default
/// @param memory the memory access, or null
/// @param printsGroups whether groups without a hole are printed
/// @param sampled whether the sampler may choose it
/// @param distinct pairs of operands that must not be the same register, `Xt:Xt2`
/// @param stackPointers operands of which one must be the stack pointer; empty for no such condition
/// @param isa whose row it is in a file that two sets share, or null
public record ArmAttributes(
        boolean alias,
        boolean preferred,
        boolean deferred,
        ItPlace it,
        List<String> access,
        @Nullable Memory memory,
        boolean printsGroups,
        boolean sampled,
        List<String> distinct,
        List<String> stackPointers,
        @Nullable Isa isa) {

    /// Where a T32 row may stand.
    public enum ItPlace {
        ANY,
        IN,
        OUT,
        LAST,
        NEVER,
        /// In a block or outside, and done whatever the block's condition.
        ALWAYS;

        /// Whether an instruction may have the condition that its IT block gives; 14 outside of one.
        public boolean allows(long condition) {
            return switch (this) {
                case ANY, LAST, ALWAYS -> true;
                case IN -> condition != 14;
                case OUT, NEVER -> condition == 14;
            };
        }

        /// Whether a row with a place for a condition may stand in a block.
        public boolean isIn() {
            return this == ANY || this == IN || this == LAST;
        }

        /// For people.
        public String allowed() {
            return this == IN ? "a condition (inside an IT block)" : "no condition (outside of IT blocks)";
        }
    }

    /// A memory access at the address in brackets, or at the base register of a list's transfer.
    ///
    /// @param bytes 0 if it depends on more than the operands
    /// @param perRegister whether each register of the list takes so many
    /// @param down whether a list's transfer goes down from the base register
    /// @param before whether a list's transfer leaves the base register's own address out
    public record Memory(boolean read, boolean written, int bytes, boolean perRegister, boolean down, boolean before) {
        private static final Pattern SHAPE = Pattern.compile("(r|w|rw)([0-9]+)(?:\\*([01])?([01])?)?");

        static Memory parse(String text) {
            Matcher shape = SHAPE.matcher(text);
            if (!shape.matches()) {
                throw new IllegalArgumentException(
                        "mem=" + text + " is not of the shape mem=r8, mem=w4, mem=rw16, mem=r4*, mem=w4*10");
            }
            return new Memory(
                    shape.group(1).startsWith("r"),
                    shape.group(1).endsWith("w"),
                    Integer.parseInt(shape.group(2)),
                    text.contains("*"),
                    "0".equals(shape.group(4)),
                    "1".equals(shape.group(3)));
        }
    }

    static ArmAttributes parse(String text) {
        boolean alias = false;
        boolean preferred = false;
        boolean deferred = false;
        boolean printsGroups = false;
        boolean sampled = true;
        ItPlace it = ItPlace.ANY;
        List<String> access = List.of();
        Memory memory = null;
        List<String> distinct = new ArrayList<>();
        List<String> stackPointers = List.of();
        Isa isa = null;
        for (String word : text.strip().split("\\s+")) {
            int sign = word.indexOf('=');
            String key = sign < 0 ? word : word.substring(0, sign + 1);
            String value = sign < 0 ? "" : word.substring(sign + 1);
            switch (key) {
                case "" -> {}
                case "alias" -> alias = true;
                case "prefer" -> preferred = true;
                case "defer" -> deferred = true;
                case "long" -> printsGroups = true;
                case "nosample" -> sampled = false;
                case "it=" -> it = ItPlace.valueOf(value.toUpperCase(Locale.ROOT));
                case "access=" -> access = access(value);
                case "mem=" -> memory = Memory.parse(value);
                case "sp=" -> stackPointers = List.of(value.split(","));
                case "differ=" -> distinct.addAll(List.of(value.split(",")));
                case "isa=" -> isa = Isa.ofLabel(value);
                default -> throw new IllegalArgumentException("unknown attribute \"" + word + "\"");
            }
        }
        return new ArmAttributes(
                alias,
                preferred,
                deferred,
                it,
                access,
                memory,
                printsGroups,
                sampled,
                List.copyOf(distinct),
                stackPointers,
                isa);
    }

    private static List<String> access(String text) {
        List<String> access = List.of(text.split(","));
        for (String letters : access) {
            if (!letters.matches("r|w|rw|n")) {
                throw new IllegalArgumentException(
                        "access is r, w, rw or n for each register operand, not \"" + letters + "\"");
            }
        }
        return access;
    }
}
