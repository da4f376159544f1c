package dev.touchstone.isa.arm.codec;

import java.util.Map;

/// The kinds that only A32 and T32 have.
final class AArch32Codecs {
    static final Map<String, Codecs.Maker> MAKERS = Map.ofEntries(
            Map.entry(
                    "a32-modified-immediate",
                    (kind, parameters, width) -> new ModifiedImmediateCodec(parameters, width, false)),
            Map.entry(
                    "t32-modified-immediate",
                    (kind, parameters, width) -> new ModifiedImmediateCodec(parameters, width, true)),
            Map.entry("a32-shift", (kind, parameters, width) -> new ShiftCodec(parameters, width)),
            Map.entry("shift-amount", (kind, parameters, width) -> new ShiftAmountCodec(width)),
            Map.entry("minus", (kind, parameters, width) -> new MinusCodec(width)),
            Map.entry("sign-magnitude", (kind, parameters, width) -> new SignMagnitudeCodec(parameters, width)),
            Map.entry("numbers", (kind, parameters, width) -> new NumbersCodec(parameters, width)),
            Map.entry("plus-minus", (kind, parameters, width) -> new PlusMinusCodec(width)),
            Map.entry("it-pattern", (kind, parameters, width) -> new ItPatternCodec(parameters, width)),
            Map.entry("vpt-place", (kind, parameters, width) -> new VptPlaceCodec(parameters, width)),
            Map.entry("register-mask", (kind, parameters, width) -> new RegisterMaskCodec(parameters, width)),
            Map.entry("branch-else", (kind, parameters, width) -> new BranchElseCodec(parameters, width)),
            Map.entry("d-range", (kind, parameters, width) -> new VectorRangeCodec('d', parameters, width)),
            Map.entry("s-range", (kind, parameters, width) -> new VectorRangeCodec('s', parameters, width)));

    private AArch32Codecs() {}
}
