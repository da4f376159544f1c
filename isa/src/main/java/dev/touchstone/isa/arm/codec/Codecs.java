package dev.touchstone.isa.arm.codec;

import java.util.HashMap;
import java.util.Map;

/// Every kind of operand by its name in the symbols tables.
public final class Codecs {
    /// Makes a codec.
    @FunctionalInterface
    interface Maker {
        /// @param kind the name in the symbols table
        /// @param width of the joined fields, in bits
        /// @throws IllegalArgumentException if parameters are wrong
        HoleCodec make(String kind, Parameters parameters, int width);
    }

    private static final Map<String, Maker> MAKERS = new HashMap<>();

    static {
        MAKERS.put("x", RegisterCodec.general("x", "xzr"));
        MAKERS.put("w", RegisterCodec.general("w", "wzr"));
        MAKERS.put("x|sp", RegisterCodec.general("x", "sp"));
        MAKERS.put("w|sp", RegisterCodec.general("w", "wsp"));
        MAKERS.put("r", RegisterCodec.lettered("r", 16));
        for (String prefix : new String[] {"b", "h", "s", "d", "q", "v", "z"}) {
            MAKERS.put(prefix, RegisterCodec.lettered(prefix, 32));
        }
        MAKERS.put("p", RegisterCodec.lettered("p", 16));
        MAKERS.put("pn", RegisterCodec.lettered("pn", 16));
        MAKERS.put("numbered", RegisterCodec::numbered);
        MAKERS.put("uimm", (kind, parameters, width) -> LinearCodec.unsigned(parameters, width));
        MAKERS.put("simm", (kind, parameters, width) -> LinearCodec.signed(parameters, width));
        MAKERS.put("condition", (kind, parameters, width) -> new ConditionCodec(parameters, width));
        MAKERS.put("names", (kind, parameters, width) -> NamesCodec.of(parameters, width));
        MAKERS.put("logical-immediate", (kind, parameters, width) -> new LogicalImmediateCodec(parameters, width));
        MAKERS.put("mov-wide", (kind, parameters, width) -> new MoveWideCodec(parameters, width));
        MAKERS.put("lsl-alias", (kind, parameters, width) -> new LslAliasCodec(parameters, width));
        MAKERS.put("negated", (kind, parameters, width) -> new NegatedCodec(parameters, width));
        MAKERS.put("bitfield-width", (kind, parameters, width) -> new BitfieldWidthCodec(parameters, width));
        MAKERS.put("unscaled", (kind, parameters, width) -> new UnscaledCodec(parameters, width));
        MAKERS.put("fp8", (kind, parameters, width) -> new Fp8Codec(width));
        MAKERS.put("byte-mask-64", (kind, parameters, width) -> new ByteMaskCodec(width));
        MAKERS.put("system-register", (kind, parameters, width) -> new SystemRegisterCodec(parameters, width));
        MAKERS.put("shifted-uimm8", (kind, parameters, width) -> new ShiftedImmediateCodec(parameters, width, false));
        MAKERS.put("shifted-simm8", (kind, parameters, width) -> new ShiftedImmediateCodec(parameters, width, true));
        MAKERS.put("tile-mask", (kind, parameters, width) -> new TileMaskCodec(width));
        MAKERS.put("label", (kind, parameters, width) -> new LabelCodec(parameters, width));
        MAKERS.putAll(AArch32Codecs.MAKERS);
    }

    private Codecs() {}

    /// The codec of a kind.
    ///
    /// @param width of the joined fields, in bits
    /// @throws IllegalArgumentException if there is no such kind, or its parameters are wrong
    public static HoleCodec make(String kind, Parameters parameters, int width) {
        Maker maker = MAKERS.get(kind);
        if (maker == null) {
            throw new IllegalArgumentException("unknown kind \"" + kind + "\"; known: "
                    + MAKERS.keySet().stream().sorted().toList());
        }
        HoleCodec codec = maker.make(kind, parameters, width);
        parameters.finish();
        return codec;
    }
}
