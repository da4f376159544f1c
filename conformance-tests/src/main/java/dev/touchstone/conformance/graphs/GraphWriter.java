package dev.touchstone.conformance.graphs;

import dev.touchstone.conformance.graphs.Reach.Part;
import dev.touchstone.relocation.BufferOption;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.SectionKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Writes a graph in the instructions of a set. Used once.
abstract class GraphWriter {
    /// Instruction units between a block and the label before it, or behind its start, that others count from.
    private static final int AWAY = 3;
    /// Numbers of local labels; with more blocks than numbers, each number has several places.
    private static final int NUMBERS = 3;

    final Graph graph;
    final CodeBuffer code;
    private final List<Label> starts = new ArrayList<>();
    private final List<Label> ahead = new ArrayList<>();
    private final List<Label> behind = new ArrayList<>();
    /// How each block is named by others.
    private final List<Set<Target.Mode>> modes = new ArrayList<>();
    private final Map<Integer, Label> slots = new HashMap<>();
    /// The short edges that were written, for a complaint that one of them can't reach.
    private final List<Reach> reaches = new ArrayList<>();

    private final UnaryOperator<FixupKind> kinds;
    private int at = -1;
    private Part part = Part.EXIT;
    /// Whether an edge is being written.
    private boolean onEdge;

    /// @param kinds what the writer's own fixups are of, instead of the kind that they should be of
    GraphWriter(Graph graph, Machine machine, BufferOption option, UnaryOperator<FixupKind> kinds) {
        this.graph = graph;
        this.kinds = kinds;
        this.code = graph.relaxed() ? new CodeBuffer(machine, option) : new CodeBuffer(machine);
        for (int i = 0; i < graph.blocks().size(); i++) {
            starts.add(code.newLabel());
            ahead.add(code.newLabel());
            behind.add(code.newLabel());
            modes.add(EnumSet.noneOf(Target.Mode.class));
        }
        for (Block block : graph.blocks()) {
            block.exit().leadsTo().forEach(t -> modes.get(t.block()).add(t.mode()));
        }
    }

    /// Writes all of it.
    ///
    /// @throws dev.touchstone.relocation.RelocationException or
    /// @throws dev.touchstone.encoder.EncodingException if an edge can't reach: [#lengthened()] has a way out
    final CodeImage write() {
        prologue();
        jump(firstForm(), starts.get(graph.entry()));
        boolean fallen = false;
        for (at = 0; at < graph.blocks().size(); at++) {
            Block block = graph.blocks().get(at);
            block(block, fallen);
            fallen = block.exit().mayFall();
        }
        return code.toImage();
    }

    private String firstForm() {
        return GraphWriters.forms(graph.isa()).jumps().getFirst();
    }

    /// After a failure: the graph with other forms for the edges that can't reach; the same graph if there are
    /// none.
    final Graph lengthened() {
        if (onEdge) {
            return new Reach(at, part, null, 0, starts.getFirst(), 0).lengthened(graph);
        }
        // Paddings may grow when branches shrink.
        for (int slack : graph.relaxed() ? new int[] {0, 64 * graph.blocks().size()} : new int[] {0}) {
            Graph other = graph;
            for (Reach reach : reaches) {
                if (reach.fails(slack)) {
                    other = reach.lengthened(other);
                }
            }
            if (!other.equals(graph)) {
                return other;
            }
        }
        return graph;
    }

    private void block(Block block, boolean fallen) {
        switch (block.before().shape()) {
            case NONE -> {}
            case ALIGNMENT -> code.align(block.before().amount());
            case DATA -> code.data().bytes(traps(block.before().amount()));
        }
        if (isNamed(Target.Mode.AHEAD)) {
            holdTogether();
            code.bind(ahead.get(at));
            if (fallen) {
                noOps(AWAY);
            } else {
                code.put(traps(AWAY));
            }
        }
        code.bind(starts.get(at));
        if (isNamed(Target.Mode.NUMBER)) {
            code.bind(at % NUMBERS);
        }
        if (isNamed(Target.Mode.NAME)) {
            code.bind(code.label(name(at)));
        }
        if (isNamed(Target.Mode.BEHIND)) {
            holdTogether();
            noOps(AWAY);
            code.bind(behind.get(at));
        }
        switch (block.kind()) {
            case LEAVE -> {}
            case MAIN -> {
                visit(block.id());
                step(starts.get(graph.leave()));
            }
            case CALLED -> visit(block.id());
        }
        onEdge = true;
        exit(block.exit(), block.kind() == Block.Kind.CALLED);
        onEdge = false;
        if (!block.exit().mayFall()) {
            writeSlots();
            if (block.id() % 2 == 0) {
                code.pool();
            }
            // Data in one piece is not divided, however long it gets; here it ends.
            code.put(traps(1));
        }
    }

    private byte[] traps(int units) {
        byte[] bytes = new byte[units * unit()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (trap() >>> 8 * (i % unit()));
        }
        return bytes;
    }

    /// Sees to it that the next few instructions and what is bound behind them keep their distances.
    private void holdTogether() {
        code.holdTogether((AWAY + 1) * unit());
    }

    private boolean isNamed(Target.Mode mode) {
        return modes.get(at).contains(mode);
    }

    private static String name(int block) {
        return "block" + block;
    }

    private void exit(Exit exit, boolean called) {
        part = Part.EXIT;
        switch (exit) {
            case Exit.Leave _ -> leave();
            case Exit.Return _ -> return_();
            case Exit.Go go -> go(go);
            case Exit.Branch branch -> {
                branch(branch.form(), branch.bit(), branch.whenSet(), label(branch.taken()));
                part = Part.THEN;
                go(branch.otherwise());
            }
            case Exit.Switch table ->
                table(table.form(), table.targets().stream().map(this::label).toList());
            case Exit.Call call -> {
                call(call.form(), label(call.callee()), called);
                part = Part.THEN;
                if (call.then() instanceof Exit.Go go) {
                    go(go);
                } else {
                    return_();
                }
            }
        }
    }

    private void go(Exit.Go go) {
        if (!go.falls()) {
            jump(go.form(), label(go.target()));
        }
    }

    private Label label(Target target) {
        int to = target.block();
        return switch (target.mode()) {
            case LABEL -> starts.get(to);
            case NAME -> code.label(name(to));
            case AHEAD -> ahead.get(to).plus((long) AWAY * unit());
            case BEHIND -> behind.get(to).plus((long) -AWAY * unit());
            case NUMBER -> {
                if (to > at && firstNumbered(at + 1, to, to)) {
                    yield code.forward(to % NUMBERS);
                }
                yield to <= at && lastNumbered(to) ? code.backward(to % NUMBERS) : starts.get(to);
            }
        };
    }

    /// Whether no block from `from` to before `to` has the number of `like`.
    private boolean firstNumbered(int from, int to, int like) {
        for (int i = from; i < to; i++) {
            if (i % NUMBERS == like % NUMBERS && isNumbered(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean lastNumbered(int to) {
        return firstNumbered(to + 1, at + 1, to);
    }

    private boolean isNumbered(int index) {
        return modes.get(index).contains(Target.Mode.NUMBER);
    }

    /// Notes that the edge which is being written has a short range.
    ///
    /// @param place the address of the field, as its kind counts from there, as an offset
    final void near(FixupKind kind, int place, Label to, long addend) {
        reaches.add(new Reach(at, part, kind, place, to, addend));
    }

    /// The same, of the instruction that was written last.
    final void nearLast(FixupKind kind, Label to, long addend) {
        near(kind, code.position() - kind.bytes(), to, addend);
    }

    /// A label of a word behind this block, or among the constants, that holds the address of `to`.
    final Label slot(Label to, boolean constant) {
        Label slot = code.newLabel();
        if (constant) {
            CodeBuffer section = code.section(SectionKind.RODATA);
            section.align(code.machine().pointerBytes());
            section.bind(slot);
            section.data().address(address(to));
        } else {
            slots.put(slots.size(), slot);
            slots.put(slots.size(), to);
        }
        return slot;
    }

    private void writeSlots() {
        if (slots.isEmpty()) {
            return;
        }
        int bytes = code.machine().pointerBytes();
        code.data().align(bytes);
        code.holdTogether(slots.size() / 2 * bytes);
        for (int i = 0; i < slots.size(); i += 2) {
            code.bind(slot(i));
            code.data().address(address(slot(i + 1)));
        }
        slots.clear();
    }

    private Label slot(int i) {
        @Nullable Label label = slots.get(i);
        if (label == null) {
            throw new IllegalStateException("no slot " + i);
        }
        return label;
    }

    /// A table of the labels, and its own label bound at its start: behind this block, or among the constants.
    ///
    /// @param differences whether an entry is the distance from the table, in 4 bytes, instead of an address
    final void writeTable(Label table, List<Label> targets, boolean constant, boolean differences) {
        CodeBuffer section = constant ? code.section(SectionKind.RODATA) : code;
        int bytes = differences ? 4 : code.machine().pointerBytes();
        section.data().align(bytes);
        section.holdTogether(targets.size() * bytes);
        section.bind(table);
        for (Label target : targets) {
            if (differences) {
                section.data().difference(4, address(target), table);
            } else {
                section.data().address(address(target));
            }
        }
    }

    /// Patches the four bytes, or as many as the kind has, that were written last.
    final void fixup(FixupKind kind, Label to, long addend) {
        code.fixup(kinds.apply(kind), code.position() - kind.bytes(), to, addend);
    }

    /// The label as the address that an indirect branch takes.
    Label address(Label label) {
        return label;
    }

    /// Bytes of an instruction unit.
    abstract int unit();

    /// A unit of instructions that can't be run, a little-endian number.
    abstract int trap();

    /// So many units of instructions that do nothing.
    abstract void noOps(int units);

    /// What a run begins with.
    abstract void prologue();

    /// `number = number * 31 + id`.
    abstract void visit(int id);

    /// One step less; if none is left, to `leave`.
    abstract void step(Label leave);

    abstract void leave();

    abstract void return_();

    abstract void jump(String form, Label to);

    abstract void branch(String form, int bit, boolean whenSet, Label to);

    /// @param nested whether the block was called itself
    abstract void call(String form, Label to, boolean nested);

    abstract void table(String form, List<Label> targets);
}
