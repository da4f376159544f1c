package dev.touchstone.relocation;

import java.io.BufferedReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is short of reach in a machine's code, and what is done about it: the rows of its `.reach` table.
///
/// - `jump`: the unconditional branch, over an island or to a label out of reach of the others; code in memory
///   order.
/// - `far`: the code that reaches every label, a row a part; data has a kind, but is no instruction.
/// - `branch`: a branch. The first row whose instruction fits (bits under `mask=value`) tells what becomes of
///   it if a label before it is out of reach: the bits that invert it, `jump` if a longer jump takes its place,
/// or `-`.
/// - `literal`: an instruction that takes a literal, which is placed in its reach.
/// - `prefix`: an instruction that must stand right before the one it belongs to.
/// - `stub`: the code that goes to an external symbol, for branches that can't reach it; data is its address.
/// - `call`: a branch that may take a stub, where nothing else is done for it.
/// - `state`: bit 0 of the address of this set's functions, in the addend's column, where that tells sets apart.
///
/// A kind's addend is that of a reference to the label's very place.
final class ReachTable {
    private static final ConcurrentHashMap<String, ReachTable> TABLES = new ConcurrentHashMap<>();
    private static final int COLUMNS = 5;
    /// That no bit of a target's address tells the set of the code there.
    private static final int ANY_STATE = -1;

    /// A piece of code or data that refers to a label, if it has a kind.
    ///
    /// @param addend of a reference to the label's very place
    record Part(@Nullable FixupKind kind, long addend, boolean isData, byte[] bytes) {}

    /// A kind with what may carry it.
    ///
    /// @param addend of a reference to the label's very place
    record Limited(FixupKind kind, long addend, boolean isLiteral, List<Change> changes) {}

    /// What becomes of an instruction whose label is out of reach behind it.
    ///
    /// @param flip the bits that invert its condition, or 0
    /// @param isJump whether it only jumps, so that any other jump may take its place
    record Change(long mask, long value, long flip, boolean isJump) {
        boolean fits(long word) {
            return (word & mask) == value;
        }
    }

    private final List<Part> jump = new ArrayList<>();
    private final List<Part> far = new ArrayList<>();
    private final List<Change> prefixes = new ArrayList<>();
    private final List<Part> stub = new ArrayList<>();
    private final Map<String, Limited> limited = new LinkedHashMap<>();
    /// The kinds of branches, with the addends of their plain targets.
    private final Map<String, Long> branches = new HashMap<>();

    private int state = ANY_STATE;

    private ReachTable(List<String[]> rows, FixupTable kinds) {
        for (String[] row : rows) {
            switch (row[0]) {
                case "jump" -> jump.add(part(row, kinds));
                case "far" -> far.add(part(row, kinds));
                case "prefix" -> prefixes.add(change(row));
                case "stub" -> stub.add(part(row, kinds));
                case "state" -> state = Integer.parseInt(row[2]);
                case "call" -> branches.put(row[1], Long.parseLong(row[2]));
                default -> limited(row, kinds);
            }
        }
        if (!limited.isEmpty()
                && (jump.size() != 1 || far.isEmpty() || jump.getFirst().kind() == null)) {
            throw new IllegalArgumentException("a reach table has one row of a jump and some of far code");
        }
    }

    static ReachTable of(Machine machine) {
        return TABLES.computeIfAbsent(machine.name(), name -> {
            FixupTable kinds = FixupTable.load(machine.family() + ".fixups");
            return new ReachTable(TableRows.load(name + ".reach", COLUMNS, checked(kinds)), kinds);
        });
    }

    static ReachTable parse(String file, BufferedReader reader, FixupTable kinds) {
        return new ReachTable(TableRows.parse(file, reader, COLUMNS, checked(kinds)), kinds);
    }

    /// Looks at a row where file and line are known.
    private static Function<String[], String[]> checked(FixupTable kinds) {
        return row -> {
            switch (row[0]) {
                case "jump", "far", "stub" -> part(row, kinds);
                case "branch", "prefix" -> change(row);
                case "call", "literal", "state" -> Long.parseLong(row[2]);
                default ->
                    throw new IllegalArgumentException("\"" + row[0]
                            + "\" is no role; roles are jump, far, branch, literal, prefix, stub, call, state");
            }
            if (!row[1].equals("-")) {
                kinds.get(row[1]);
            }
            return row;
        };
    }

    private static Part part(String[] row, FixupTable kinds) {
        return new Part(
                row[1].equals("-") ? null : kinds.get(row[1]),
                Long.parseLong(row[2]),
                row[3].equals("data"),
                HexFormat.of().parseHex(row[4].replace(" ", "")));
    }

    private void limited(String[] row, FixupTable kinds) {
        FixupKind kind = kinds.get(row[1]);
        Limited known = limited.computeIfAbsent(
                kind.name(),
                name -> new Limited(kind, Long.parseLong(row[2]), row[0].equals("literal"), new ArrayList<>()));
        if (!known.isLiteral()) {
            known.changes().add(change(row));
            branches.put(row[1], known.addend());
        }
    }

    private static Change change(String[] row) {
        String[] sides = row[3].split("=", -1);
        if (sides.length != 2) {
            throw new IllegalArgumentException("\"" + row[3] + "\" is not of the form mask=value");
        }
        long mask = Long.parseLong(sides[0], 16);
        long value = Long.parseLong(sides[1], 16);
        boolean isJump = row[4].equals("jump");
        long flip = isJump || row[4].equals("-") ? 0 : Long.parseLong(row[4], 16);
        if ((value & ~mask) != 0 || (flip & value & mask) != 0 && Long.bitCount(flip) != 1) {
            throw new IllegalArgumentException("\"" + row[3] + "\" can never be");
        }
        return new Change(mask, value, flip, isJump);
    }

    boolean isEmpty() {
        return limited.isEmpty();
    }

    Part jump() {
        return jump.getFirst();
    }

    List<Part> far() {
        return far;
    }

    /// The code that goes to an external symbol, wherever it is; empty if every branch reaches it anyway.
    List<Part> stub() {
        return stub;
    }

    /// Whether a stub may stand for the target: it is a branch, to the very place of the symbol.
    boolean isForStub(FixupKind kind, long addend) {
        Long plain = stub.isEmpty() ? null : branches.get(kind.name());
        return plain != null && plain == addend;
    }

    /// Whether a branch from here goes on in the same set there: bit 0 of an AArch32 function's address tells
    /// its set.
    boolean isSameState(long target) {
        return state == ANY_STATE || (target & 1) == state;
    }

    /// Whether what stands before `end` belongs to the instruction there: nothing may come between them.
    boolean isPrefix(CodeBuffer code, int end) {
        int start = end - code.machine().codeAlignment();
        if (prefixes.isEmpty() || start < 0 || code.regions().isData(start)) {
            return false;
        }
        long word = Container.LE32.read(code.array(), start);
        return prefixes.stream().anyMatch(prefix -> prefix.fits(word));
    }

    /// The kinds, those of the shortest range first.
    List<Limited> byRange() {
        return limited.values().stream()
                .sorted(Comparator.comparingLong(l -> l.kind().maximum()))
                .toList();
    }

    /// What becomes of an instruction of that kind; null if nothing is known of it.
    static @Nullable Change change(Limited kind, long word) {
        for (Change change : kind.changes()) {
            if (change.fits(word)) {
                return change;
            }
        }
        return null;
    }
}
