package dev.touchstone.conformance.judge;

import dev.touchstone.conformance.policy.Action;
import dev.touchstone.conformance.policy.Rule;
import dev.touchstone.conformance.state.Flags;
import dev.touchstone.conformance.state.Mask;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.RegisterSet.Register;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Leaves out what the policies of the executors say, and the registers that one of them does not carry.
final class PolicyMask implements Mask {
    private final Snippet snippet;
    private final List<Executor> executors;
    private final Set<String> registers = new HashSet<>();
    private final Map<String, Long> bits = new HashMap<>();
    private final Map<String, Integer> lowBytes = new HashMap<>();

    PolicyMask(Snippet snippet, Footprint footprint, List<Executor> executors, List<Rule> rules) {
        this.snippet = snippet;
        Isa isa = snippet.isa();
        this.executors = executors;
        for (Rule rule : rules) {
            switch (rule.action()) {
                case Action.MaskFlags(Set<String> flags) ->
                    bits.merge(Flags.register(isa), Flags.bits(isa, flags), (a, b) -> a | b);
                case Action.MaskBits(String register, long masked) -> bits.merge(register, masked, (a, b) -> a | b);
                case Action.MaskRegisters(Set<String> names) -> {
                    registers.addAll(names);
                    if (names.contains("written")) {
                        registers.addAll(footprint.writes());
                    }
                }
                case Action.LowBytes(int low, Set<String> names) ->
                    names.forEach(name -> lowBytes.merge(name, low, Math::min));
                case Action.Never _, Action.Alone _, Action.Diverges _ -> {
                    // nothing to mask
                }
            }
        }
    }

    @Override
    public int comparedBytes(Register register) {
        if (registers.contains(register.name())) {
            return 0;
        }
        int carried = executors.stream()
                .mapToInt(executor -> executor.carriedBytes(register, snippet))
                .min()
                .orElse(register.bytes());
        return Math.min(carried, lowBytes.getOrDefault(register.name(), carried));
    }

    @Override
    public long comparedBits(Register register) {
        return ~bits.getOrDefault(register.name(), 0L);
    }
}
