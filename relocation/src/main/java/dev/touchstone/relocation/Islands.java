package dev.touchstone.relocation;

import dev.touchstone.relocation.ReachTable.Limited;
import dev.touchstone.relocation.ReachTable.Part;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Brings labels in reach of the branches and loads of a section of code: [BufferOption#EXTENDED_REACH].
///
/// Fixups that wait for a label ahead stand in queues, one a kind. The place up to which the code may grow
/// before the oldest of one is out of reach, less what an island would take, is [#limit()]; the buffer asks for
/// room there, and an island is put between two instructions: a jump over it, veneers, and the literals. A
/// branch back to a label out of reach is rewritten at once.
final class Islands {
    private final CodeBuffer code;
    private final PendingFixups fixups;
    private final ReachTable table;
    private final Part jump;
    private final List<Part> far;
    private final int farAlignment;
    /// What an island takes beside its veneers: the jump over it, and what one rewritten branch grows by.
    private final int overhead;

    /// Shortest range first.
    private final ReachQueue[] queues;

    private final Map<String, ReachQueue> byKind = new HashMap<>();
    /// Up to this offset nothing may be put in between.
    private int heldUntil;

    /// Branches before this offset are not rewritten either.
    private int exactUntil;

    /// Veneers before this offset may have been patched away.
    private int reusableFrom;

    private boolean busy;

    /// Where a label was bound last.
    private int labelAt = -1;

    /// Whether the room asked for next is for data that stands behind its label: nothing may come between them.
    private boolean labelled;

    /// Behind the last island, pool or padding: it may end with data, but nobody else's, so that an island may
    /// follow.
    private int ownEnd = -1;

    /// Behind the last padding, and what this place is a multiple of.
    private int alignedAt = -1;

    private int alignedTo = 1;

    Islands(CodeBuffer code, ReachTable table) {
        this.code = code;
        this.fixups = code.unit().fixups;
        this.table = table;
        this.jump = table.jump();
        this.far = table.far();
        this.farAlignment = far.stream()
                .filter(Part::isData)
                .mapToInt(part -> part.bytes().length)
                .max()
                .orElse(1);
        int farBytes = far.stream().mapToInt(part -> part.bytes().length).sum() + farAlignment - 1;
        this.overhead = 2 * jump.bytes().length + farBytes;
        List<Limited> kinds = table.byRange();
        this.queues = new ReachQueue[kinds.size()];
        int largest = 0;
        for (int i = 0; i < queues.length; i++) {
            Limited limited = kinds.get(i);
            boolean isFar = limited.kind().maximum() >= kind(jump).maximum();
            int veneer = limited.isLiteral() ? 0 : isFar ? farBytes : jump.bytes().length;
            largest = Math.max(largest, limited.isLiteral() ? 2 * LiteralPool.LARGEST : veneer);
            queues[i] = new ReachQueue(code, i, limited, isFar, veneer, largest);
            byKind.put(limited.kind().name(), queues[i]);
        }
    }

    private static FixupKind kind(Part part) {
        if (part.kind() == null) {
            throw new IllegalStateException("a jump without a kind");
        }
        return part.kind();
    }

    /// Takes note of a new pending fixup, whose label has no place yet.
    void watch(int record) {
        ReachQueue queue = byKind.get(fixups.kinds[record].name());
        if (queue != null && queue.limited.isLiteral() == fixups.labels[record].details().isLiteral) {
            queue.add(record);
        }
    }

    /// A label has been found for a pending fixup that was watched.
    void settled(FixupKind kind, Label label) {
        ReachQueue queue = byKind.get(kind.name());
        if (queue != null && queue.limited.isLiteral() == label.details().isLiteral) {
            queue.live--;
        }
    }

    /// Counts anew, after fixups were forgotten.
    void recount() {
        reusableFrom = code.position();
        for (ReachQueue queue : queues) {
            queue.recount();
        }
    }

    void clear() {
        heldUntil = 0;
        exactUntil = 0;
        reusableFrom = 0;
        busy = false;
        labelAt = -1;
        labelled = false;
        ownEnd = -1;
        alignedAt = -1;
        alignedTo = 1;
        for (ReachQueue queue : queues) {
            queue.clear();
        }
    }

    /// The offset up to which code may be written before the next look here.
    int limit() {
        if (busy) {
            return Integer.MAX_VALUE;
        }
        long limit = Integer.MAX_VALUE;
        long cost = overhead;
        boolean pool = false;
        for (ReachQueue queue : queues) {
            int oldest = queue.live == 0 ? -1 : queue.oldest();
            if (oldest < 0) {
                continue;
            }
            cost += queue.limited.isLiteral()
                    ? pool ? 0 : code.literals().bytes()
                    : (long) queue.live * queue.veneerBytes;
            pool |= queue.limited.isLiteral();
            limit = Math.min(limit, lastReachable(oldest) - cost - queue.largestEntry);
        }
        return (int) Math.max(heldUntil, limit);
    }

    /// The last offset that a pending fixup reaches.
    private long lastReachable(int record) {
        FixupKind kind = fixups.kinds[record];
        return kind.maximum() - kind.value(0, fixups.addends[record], fixups.offsets[record]);
    }

    /// Whether data that stands before this place, and what follows, may be parted.
    boolean mayStandHere() {
        return !code.regions().inData() || code.position() == ownEnd;
    }

    /// Takes note that this place is to be a multiple of so many bytes, also if an island is put here.
    void aligned(int multiple) {
        int position = code.position();
        alignedTo = position == alignedAt ? Math.max(alignedTo, multiple) : multiple;
        alignedAt = position;
        if (!busy) {
            ownEnd = position;
        }
    }

    private boolean isHeld() {
        return busy || code.position() < heldUntil;
    }

    /// Sees to it that `count` bytes can be written in one piece, none of which a fixup is added to but one.
    void makeRoom(int count) {
        boolean together = labelled;
        labelled = false;
        if (code.position() < heldUntil) {
            heldUntil = Math.max(heldUntil, code.position() + count);
        } else if (!busy && !together && limit() - code.position() < count) {
            emit(count, 0);
        }
    }

    /// Sees to it that a literal asked for now is not placed before the instruction that loads it is written:
    /// not all loads reach backwards.
    void makeRoomForLoad(int count) {
        if (!isHeld() && limit() - code.position() < count + 2 * LiteralPool.LARGEST) {
            emit(count, 1);
        }
    }

    /// Keeps the next `bytes` in one piece, whatever fixups they have, and their branches as they are.
    void holdExactly(int bytes, boolean begun) {
        hold(bytes, begun);
        exactUntil = Math.max(exactUntil, heldUntil);
    }

    /// Keeps the next `bytes` in one piece, whatever fixups they have.
    ///
    /// @param begun whether that piece has begun before, so that nothing can be put here either
    void hold(int bytes, boolean begun) {
        int instructions = bytes / code.machine().codeAlignment();
        if (!begun && !isHeld() && firstDue(bytes, instructions, null, queue -> 0) != null) {
            emit(bytes, instructions);
        }
        heldUntil = Math.max(heldUntil, (int) Math.min((long) code.position() + bytes, Integer.MAX_VALUE));
    }

    /// Leaves some room where a label is bound or data begins.
    ///
    /// @param but the label that is to be bound, what waits for it does not count; null before data
    void makeRoomForPlace(@Nullable Label but) {
        labelled = but == null && code.position() == labelAt;
        if (!isHeld() && !labelled && firstDue(0, 0, but, ReachQueue::allowance) != null) {
            emit(0, 0);
        }
        if (but != null) {
            labelAt = code.position();
        }
    }

    /// Places the literals that wait, here.
    void pool() {
        makeRoom(code.literals().bytes());
        busy = true;
        try {
            code.literals().place();
        } finally {
            done();
        }
    }

    private void done() {
        busy = false;
        ownEnd = code.position();
        code.setLimit();
    }

    private interface Guard {
        int of(ReachQueue queue);
    }

    /// The first queue whose oldest fixup would be out of reach behind so many bytes, or null.
    ///
    /// @param but what waits for this label does not count
    private @Nullable ReachQueue firstDue(int bytes, int instructions, @Nullable Label but, Guard guard) {
        long cost = overhead;
        boolean pool = false;
        for (ReachQueue queue : queues) {
            int oldest = queue.live == 0 ? -1 : queue.oldestBut(but);
            if (oldest < 0) {
                continue;
            }
            cost += queue.limited.isLiteral()
                    ? pool ? 0 : code.literals().bytes()
                    : (long) queue.live * queue.veneerBytes;
            pool |= queue.limited.isLiteral();
            long needed = Math.max(bytes + (long) instructions * queue.largestEntry, guard.of(queue));
            if (lastReachable(oldest) - cost - queue.largestEntry - code.position() < needed) {
                return queue;
            }
        }
        return null;
    }

    /// The queue to serve next in an island: the shortest one that is due, or would be by serving a longer one.
    private @Nullable ReachQueue next(int bytes, int instructions) {
        ReachQueue due = firstDue(bytes, instructions, null, ReachQueue::guard);
        while (due != null) {
            int taken = due.limited.isLiteral() ? code.literals().bytes() : due.veneerBytes;
            ReachQueue sooner = firstDue(bytes + taken, instructions, null, ReachQueue::guard);
            if (sooner == null || sooner.rank >= due.rank) {
                return due;
            }
            due = sooner;
        }
        return null;
    }

    /// Puts an island here, or before the prefixes that belong to the next instruction.
    private void emit(int bytes, int instructions) {
        busy = true;
        int multiple = code.position() == alignedAt ? alignedTo : 1;
        int least = bytes + multiple - 1;
        byte[] prefixes = takePrefixes();
        try {
            Label over = code.newLabel();
            jump(over, 0);
            for (ReachQueue due = next(least, instructions); due != null; due = next(least, instructions)) {
                int oldest = due.oldest();
                if (due.limited.isLiteral()) {
                    code.literals().place();
                } else {
                    veneer(due, oldest);
                }
            }
            if (multiple > 1) {
                code.align(multiple, code.regions().inData());
            }
            code.bind(over);
            code.put(prefixes);
        } finally {
            done();
        }
    }

    /// Takes back the instructions at the end that must stand right before the next one.
    private byte[] takePrefixes() {
        int from = code.position();
        while (table.isPrefix(code, from)) {
            from -= code.machine().codeAlignment();
        }
        byte[] prefixes = Arrays.copyOfRange(code.array(), from, code.position());
        code.commit(from);
        return prefixes;
    }

    /// Sends a pending branch to its label by way of a veneer.
    private void veneer(ReachQueue queue, int record) {
        Label label = fixups.labels[record];
        FixupKind kind = fixups.kinds[record];
        int offset = fixups.offsets[record];
        long addend = queue.limited.addend();
        long distance = fixups.addends[record] - addend;
        int veneer = distance == 0 ? label.veneerIn(code) : Label.UNBOUND;
        if (veneer < reusableFrom || veneer == offset || !kind.reaches(veneer, addend, offset)) {
            if (queue.isFar) {
                alignFar();
                veneer = code.position();
                far(label, distance);
            } else {
                veneer = code.position();
                jump(label, distance);
            }
            if (distance == 0) {
                label.setVeneer(code, veneer);
            }
        }
        kind.apply(code.array(), offset, veneer, addend, offset, label);
        fixups.settle(record);
        queue.removeOldest();
    }

    private void jump(Label label, long distance) {
        write(jump, label, distance);
    }

    /// A jump to a label, wherever it is.
    private void longJump(Label label, long distance) {
        if (jumpReaches(label, distance, code.position())) {
            jump(label, distance);
        } else {
            alignFar();
            far(label, distance);
        }
    }

    private boolean jumpReaches(Label label, long distance, int from) {
        return kind(jump).reaches(label.offset() + distance, jump.addend(), from);
    }

    private void alignFar() {
        code.align(Math.max(farAlignment, code.machine().codeAlignment()));
    }

    private void far(Label label, long distance) {
        for (Part part : far) {
            write(part, label, distance);
        }
    }

    private void write(Part part, Label label, long distance) {
        int at;
        if (part.isData()) {
            at = code.position();
            code.data().bytes(part.bytes());
        } else {
            at = code.reserve(part.bytes().length);
            code.put(part.bytes());
        }
        FixupKind kind = part.kind();
        if (kind != null) {
            code.fixup(kind, at, label, part.addend() + distance);
        }
    }

    /// Rewrites the branch that was written last if it does not reach its label, which stands before it.
    ///
    /// @return whether it did
    boolean rewrite(FixupKind kind, int offset, Label label, long addend) {
        ReachQueue queue = byKind.get(kind.name());
        if (queue == null
                || queue.limited.isLiteral()
                || busy
                || offset < exactUntil
                || offset + kind.bytes() != code.position()
                || kind.reaches(label.offset(), addend, offset)) {
            return false;
        }
        long word = kind.container().read(code.array(), offset);
        ReachTable.Change change = ReachTable.change(queue.limited, word);
        long distance = addend - queue.limited.addend();
        // what is held up to behind the branch is a block that ends with it; all but the branch stands behind that
        boolean inBlock = offset < heldUntil;
        heldUntil = Math.min(heldUntil, code.position());
        busy = true;
        try {
            if (change != null && change.isJump() && (!inBlock || jumpReaches(label, distance, offset))) {
                code.commit(offset);
                longJump(label, distance);
            } else if (change != null && change.flip() != 0 && !inBlock) {
                kind.container().write(code.array(), offset, word ^ change.flip());
                Label over = code.newLabel();
                code.fixup(kind, offset, over, queue.limited.addend());
                longJump(label, distance);
                code.bind(over);
            } else {
                Label veneer = code.newLabel();
                Label over = code.newLabel();
                code.fixup(kind, offset, veneer, queue.limited.addend());
                jump(over, 0);
                alignFar();
                code.bind(veneer);
                longJump(label, distance);
                code.bind(over);
            }
        } finally {
            done();
        }
        return true;
    }
}
