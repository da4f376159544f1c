package dev.touchstone.isa.x86;

import dev.touchstone.isa.x86.X86Encoding.Space;
import dev.touchstone.isa.x86.X86Encoding.W;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the opcode column, as in `EVEX.512.66.0F38.W1 B8 /r`. One instance reads one column.
final class EncodingParser {
    private static final Pattern OPCODE = Pattern.compile("([0-9A-F]{2})(\\+(?:r[bwdo]?|i))?");
    private static final Pattern APX = Pattern.compile("\\{?(ND|NF|SCC)=([0-9A-Fa-f]+)}?");

    private final String text;
    private Space space = Space.LEGACY;
    private int prefix;
    private boolean noPrefix;
    private boolean operandSize16;
    private int addressSize;
    private int map;
    private boolean wait;
    private final List<Integer> opcode = new ArrayList<>();
    private W w = W.IGNORED;
    private int vectorBits;
    private boolean lengthIgnored;
    private boolean modRm;
    private int digit = -1;
    private boolean registerInOpcode;
    private boolean is4;
    private final List<Integer> immediates = new ArrayList<>();
    private int suffix = -1;
    private boolean newData;
    private boolean noFlags;
    private int scc = -1;

    private EncodingParser(String text) {
        this.text = text;
    }

    /// @throws IllegalArgumentException if the notation is unknown
    static X86Encoding parse(String text) {
        return new EncodingParser(text).parse();
    }

    private X86Encoding parse() {
        String[] tokens = text.split("\\s+");
        for (int i = 0; i < tokens.length; i++) {
            token(tokens[i], opcodeFollows(tokens, i));
        }
        if (opcode.isEmpty()) {
            throw new IllegalArgumentException("encoding \"" + text + "\" has no opcode byte");
        }
        if (space == Space.LEGACY) {
            legacyMap();
        }
        return new X86Encoding(
                text,
                space,
                prefix,
                noPrefix,
                operandSize16,
                addressSize,
                map,
                wait,
                opcode,
                w,
                vectorBits,
                lengthIgnored,
                modRm,
                digit,
                registerInOpcode,
                is4,
                immediates,
                suffix,
                newData,
                noFlags,
                scc);
    }

    /// Whether an opcode byte comes later, before ModRM: then 66, F2, F3 and 9B are prefixes.
    private static boolean opcodeFollows(String[] tokens, int at) {
        for (int i = at + 1; i < tokens.length && !tokens[i].startsWith("/"); i++) {
            if (OPCODE.matcher(tokens[i]).matches()) {
                return true;
            }
        }
        return false;
    }

    private void token(String token, boolean opcodeFollows) {
        Matcher byteToken = OPCODE.matcher(token);
        Matcher apx = APX.matcher(token);
        if (opcodeFollows && opcode.isEmpty() && (token.equals("66") || token.equals("F2") || token.equals("F3"))) {
            prefix = Integer.parseInt(token, 16);
        } else if (opcodeFollows && opcode.isEmpty() && token.equals("9B")) {
            wait = true;
        } else if (byteToken.matches()) {
            opcodeByte(Integer.parseInt(byteToken.group(1), 16), byteToken.group(2) != null);
        } else if (apx.matches()) {
            apx(apx.group(1), Integer.parseInt(apx.group(2), 16));
        } else if (token.startsWith("VEX.")) {
            vector(Space.VEX, token);
        } else if (token.startsWith("EVEX.")) {
            vector(Space.EVEX, token);
        } else if (token.startsWith("XOP.")) {
            vector(Space.XOP, token);
        } else if (token.startsWith("REX2")) {
            vector(Space.REX2, token);
        } else {
            simple(token);
        }
    }

    private void opcodeByte(int value, boolean register) {
        if (modRm) {
            suffix = value;
        } else {
            opcode.add(value);
            registerInOpcode |= register;
        }
    }

    private void apx(String name, int value) {
        switch (name) {
            case "ND" -> newData = value != 0;
            case "NF" -> noFlags = value != 0;
            default -> scc = value;
        }
    }

    private void simple(String token) {
        switch (token) {
            case "+" -> {}
            case "NP" -> noPrefix = true;
            case "o16" -> operandSize16 = true;
            case "a16", "a32", "a64" -> addressSize = Integer.parseInt(token.substring(1));
            case "REX.W" -> w = W.ONE;
            case "+r", "+rb", "+rw", "+rd", "+ro", "+i" -> registerInOpcode = true;
            case "/r" -> modRm = true;
            case "/0", "/1", "/2", "/3", "/4", "/5", "/6", "/7" -> {
                modRm = true;
                digit = token.charAt(1) - '0';
            }
            case "/is4" -> is4 = true;
            case "ib", "cb" -> immediates.add(1);
            case "iw", "cw" -> immediates.add(2);
            case "id", "cd" -> immediates.add(4);
            case "cp" -> immediates.add(6);
            case "io" -> immediates.add(8);
            default ->
                throw new IllegalArgumentException(
                        "\"" + token + "\" in encoding \"" + text + "\" is of no known notation");
        }
    }

    private void vector(Space newSpace, String token) {
        space = newSpace;
        String[] parts = token.split("\\.");
        for (int i = 1; i < parts.length; i++) {
            switch (parts[i]) {
                case "128", "256", "512" -> vectorBits = Integer.parseInt(parts[i]);
                case "L0", "LZ", "LLZ" -> vectorBits = 0;
                case "L1" -> vectorBits = 256;
                case "LIG", "LLIG" -> lengthIgnored = true;
                case "NP" -> noPrefix = true;
                case "66", "F2", "F3" -> prefix = Integer.parseInt(parts[i], 16);
                case "MAP0" -> map = 0;
                case "0F", "MAP1" -> map = 1;
                case "0F38", "MAP2" -> map = 2;
                case "0F3A", "MAP3" -> map = 3;
                case "MAP4", "MAP5", "MAP6", "MAP7" -> map = parts[i].charAt(3) - '0';
                case "08", "09", "0A" -> map = Integer.parseInt(parts[i], 16);
                case "W0" -> w = W.ZERO;
                case "W1" -> w = W.ONE;
                case "WIG" -> w = W.IGNORED;
                default ->
                    throw new IllegalArgumentException(
                            "\"" + parts[i] + "\" in \"" + token + "\" is of no known notation");
            }
        }
    }

    private void legacyMap() {
        if (opcode.getFirst() != 0x0F || opcode.size() == 1) {
            return;
        }
        opcode.removeFirst();
        map = 1;
        int second = opcode.getFirst();
        if (opcode.size() > 1 && (second == 0x38 || second == 0x3A)) {
            opcode.removeFirst();
            map = second == 0x38 ? 2 : 3;
        }
    }
}
