package dev.touchstone.encoder.convention;

import static dev.touchstone.encoder.x86.Mem.ptr;
import static dev.touchstone.encoder.x86.X86Registers.ebp;
import static dev.touchstone.encoder.x86.X86Registers.esp;

import dev.touchstone.encoder.x86.Gpr32;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.X86Assembler32;
import dev.touchstone.isa.Isa;
import java.util.List;

/// The frame of a function of i386 code. From high addresses to low:
///
///     arguments on the stack      [#incoming]
///     return address
///     ebp                         with a frame pointer, which points here
///     saved general registers
///     locals                      [#local]
///     outgoing arguments          at esp
///
/// Immutable: each method gives a frame with one thing more.
public final class X8632Frame {
    private final FrameNeeds needs;

    private X8632Frame(FrameNeeds needs) {
        this.needs = needs;
    }

    /// A frame that has nothing yet.
    ///
    /// @throws IllegalArgumentException if the convention is not of i386
    public static X8632Frame of(CallingConvention convention) {
        return new X8632Frame(FrameNeeds.of(convention, Isa.X86_32));
    }

    /// Registers that the function changes, and must give back.
    ///
    /// @throws IllegalArgumentException if the convention doesn't ask that of one
    public X8632Frame save(Gpr32... registers) {
        return new X8632Frame(needs.save((Object[]) registers));
    }

    /// Room for local variables, aligned to 16 bytes.
    ///
    /// @param bytes 0 to 2^28
    public X8632Frame locals(int bytes) {
        return new X8632Frame(needs.locals(bytes));
    }

    /// The function calls others: esp is a multiple of 16 then, with room for their arguments.
    public X8632Frame calls(Passing... callees) {
        return new X8632Frame(needs.calls(callees));
    }

    /// ebp is set, and locals and arguments are found by it: the code may move esp as it likes.
    public X8632Frame framePointer() {
        return new X8632Frame(needs.withFramePointer());
    }

    private int pushed() {
        return 4 * (needs.saved().size() + (needs.framePointer() ? 1 : 0));
    }

    private FrameLayout layout() {
        return needs.layout(needs.convention().returnAddressBytes() + pushed(), 0);
    }

    /// How far esp is moved, the return address not counted.
    public int bytes() {
        return pushed() + layout().bytes();
    }

    /// Emits the prologue: call it where the function starts.
    public void prologue(X86Assembler32 a) {
        if (needs.framePointer()) {
            a.push(ebp);
            a.mov(ebp, esp);
        }
        needs.saved().forEach(register -> a.push(new Gpr32(register.number())));
        FrameLayout layout = layout();
        if (layout.bytes() > 0) {
            a.sub(esp, layout.bytes());
        }
    }

    /// Emits the epilogue, the return included.
    public void epilogue(X86Assembler32 a) {
        FrameLayout layout = layout();
        if (needs.framePointer()) {
            a.lea(esp, ptr(ebp).disp(-4 * needs.saved().size()));
        } else if (layout.bytes() > 0) {
            a.add(esp, layout.bytes());
        }
        List<MachineRegister> saved = needs.saved();
        for (int i = saved.size() - 1; i >= 0; i--) {
            a.pop(new Gpr32(saved.get(i).number()));
        }
        if (needs.framePointer()) {
            a.pop(ebp);
        }
        a.ret();
    }

    /// A byte of the frame, counted from where the prologue leaves esp.
    private Mem at(int offset) {
        return needs.framePointer()
                ? ptr(ebp).disp(offset - layout().bytes() - 4 * needs.saved().size())
                : ptr(esp).disp(offset);
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

    /// Where an argument goes of a function that is called: its place is relative to esp.
    public static Mem outgoing(Place.OnStack place) {
        return ptr(esp).disp(place.offset());
    }
}
