package dev.touchstone.encoder.convention;

import static dev.touchstone.encoder.x86.Mem.byte_;
import static dev.touchstone.encoder.x86.Mem.ptr;
import static dev.touchstone.encoder.x86.X86Registers.r10;
import static dev.touchstone.encoder.x86.X86Registers.r10b;
import static dev.touchstone.encoder.x86.X86Registers.r11;
import static dev.touchstone.encoder.x86.X86Registers.rbp;
import static dev.touchstone.encoder.x86.X86Registers.rsp;

import dev.touchstone.encoder.x86.Gpr64;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.X86Assembler;
import dev.touchstone.encoder.x86.Xmm;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.Label;
import java.util.List;

/// The frame of a function of x86-64 code. From high addresses to low:
///
///     arguments on the stack      [#incoming]
///     return address
///     rbp                         with a frame pointer, which points here
///     saved general registers
///     saved xmm registers
///     locals                      [#local]
///     outgoing arguments          at rsp, shadow space first
///
/// A function that calls none, and whose locals fit the red zone, does not move rsp for them. A frame that must
/// touch its pages in order (Win64, 4,096 bytes) does so by a loop that uses r10 and r11, before it moves rsp.
///
/// Immutable: each method gives a frame with one thing more.
public final class X86Frame {
    private final FrameNeeds needs;

    private X86Frame(FrameNeeds needs) {
        this.needs = needs;
    }

    /// A frame that has nothing yet.
    ///
    /// @throws IllegalArgumentException if the convention is not of x86-64
    public static X86Frame of(CallingConvention convention) {
        return new X86Frame(FrameNeeds.of(convention, Isa.X86_64));
    }

    /// Registers that the function changes, and must give back.
    ///
    /// @throws IllegalArgumentException if the convention doesn't ask that of one
    public X86Frame save(Gpr64... registers) {
        return new X86Frame(needs.save((Object[]) registers));
    }

    /// As [#save(Gpr64...)]; only Win64 has such registers.
    public X86Frame save(Xmm... registers) {
        return new X86Frame(needs.saveFloats((Object[]) registers));
    }

    /// Room for local variables, aligned to 16 bytes.
    ///
    /// @param bytes 0 to 2^28
    public X86Frame locals(int bytes) {
        return new X86Frame(needs.locals(bytes));
    }

    /// The function calls others: rsp is a multiple of 16 then, with room for their arguments.
    public X86Frame calls(Passing... callees) {
        return new X86Frame(needs.calls(callees));
    }

    /// rbp is set, and locals and arguments are found by it: the code may move rsp as it likes.
    public X86Frame framePointer() {
        return new X86Frame(needs.withFramePointer());
    }

    private int pushed() {
        return 8 * (needs.saved().size() + (needs.framePointer() ? 1 : 0));
    }

    private FrameLayout layout() {
        return needs.layout(
                needs.convention().returnAddressBytes() + pushed(),
                16 * needs.floats().size());
    }

    /// How far rsp is moved, the return address not counted.
    public int bytes() {
        return pushed() + layout().bytes();
    }

    /// Emits the prologue: call it where the function starts.
    public void prologue(X86Assembler a) {
        if (needs.framePointer()) {
            a.push(rbp);
            a.mov(rbp, rsp);
        }
        needs.saved().forEach(register -> a.push(new Gpr64(register.number())));
        FrameLayout layout = layout();
        if (needs.convention().probeBytes() > 0
                && layout.bytes() >= needs.convention().probeBytes()) {
            probe(a, layout.bytes());
        }
        if (layout.bytes() > 0) {
            a.sub(rsp, layout.bytes());
        }
        for (int i = 0; i < needs.floats().size(); i++) {
            a.movaps(at(layout.floats() + 16 * i), new Xmm(needs.floats().get(i).number()));
        }
    }

    private void probe(X86Assembler a, int bytes) {
        Label next = a.newLabel();
        a.lea(r11, ptr(rsp).disp(-bytes));
        a.mov(r10, rsp);
        a.bind(next);
        a.sub(r10, needs.convention().probeBytes());
        a.test(byte_(ptr(r10)), r10b);
        a.cmp(r10, r11);
        a.ja(next);
    }

    /// Emits the epilogue, the return included.
    public void epilogue(X86Assembler a) {
        FrameLayout layout = layout();
        for (int i = 0; i < needs.floats().size(); i++) {
            a.movaps(new Xmm(needs.floats().get(i).number()), at(layout.floats() + 16 * i));
        }
        if (needs.framePointer()) {
            a.lea(rsp, ptr(rbp).disp(-8 * needs.saved().size()));
        } else if (layout.bytes() > 0) {
            a.add(rsp, layout.bytes());
        }
        List<MachineRegister> saved = needs.saved();
        for (int i = saved.size() - 1; i >= 0; i--) {
            a.pop(new Gpr64(saved.get(i).number()));
        }
        if (needs.framePointer()) {
            a.pop(rbp);
        }
        a.ret();
    }

    /// A byte of the frame, counted from where the prologue leaves rsp.
    private Mem at(int offset) {
        return needs.framePointer()
                ? ptr(rbp).disp(offset - layout().bytes() - 8 * needs.saved().size())
                : ptr(rsp).disp(offset);
    }

    /// A local variable; valid between prologue and epilogue.
    ///
    /// @param offset in bytes from the first local
    /// @throws IllegalArgumentException if it is not within the locals
    public Mem local(int offset) {
        return at(layout().locals() + needs.local(offset));
    }

    /// An argument of this function that came on the stack; valid between prologue and epilogue.
    public Mem incoming(Place.OnStack place) {
        return at(bytes() + needs.convention().returnAddressBytes() + place.offset());
    }

    /// Where an argument goes of a function that is called: its place is relative to rsp.
    public static Mem outgoing(Place.OnStack place) {
        return ptr(rsp).disp(place.offset());
    }
}
