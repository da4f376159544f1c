package dev.touchstone.encoder.convention;

import static dev.touchstone.encoder.aarch64.A64Registers.*;

import dev.touchstone.encoder.aarch64.A64Assembler;
import dev.touchstone.encoder.aarch64.D;
import dev.touchstone.encoder.aarch64.Mem;
import dev.touchstone.encoder.aarch64.V;
import dev.touchstone.encoder.aarch64.X;
import dev.touchstone.encoder.aarch64.XOrSp;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.Label;
import java.util.List;

/// The frame of a function of A64 code. From high addresses to low:
///
///     arguments on the stack      [#incoming]
///     saved SIMD registers        their low 64 bits, which are all that a function keeps
///     saved general registers
///     frame record: x29, x30      x29 points here
///     locals                      [#local]
///     outgoing arguments          at sp
///
/// A function that calls none and saves nothing has no frame record; if its locals fit the red zone, it does
/// not move sp. A frame that must touch its pages in order (Windows, 4,096 bytes) does so by a loop that uses
/// x16 and x17, before it moves sp.
///
/// Immutable: each method gives a frame with one thing more.
public final class A64Frame {
    private static final int PAGE = 4096;

    private final FrameNeeds needs;

    private A64Frame(FrameNeeds needs) {
        this.needs = needs;
    }

    /// A frame that has nothing yet.
    ///
    /// @throws IllegalArgumentException if the convention is not of A64
    public static A64Frame of(CallingConvention convention) {
        return new A64Frame(FrameNeeds.of(convention, Isa.A64));
    }

    /// Registers that the function changes, and must give back; x29 and x30 go without saying.
    ///
    /// @throws IllegalArgumentException if the convention doesn't ask that of one
    public A64Frame save(X... registers) {
        return new A64Frame(needs.save((Object[]) registers));
    }

    /// As [#save(X...)]. Callers keep what is above the low 64 bits themselves.
    public A64Frame save(V... registers) {
        return new A64Frame(needs.saveFloats((Object[]) registers));
    }

    /// Room for local variables, aligned to 16 bytes.
    ///
    /// @param bytes with the outgoing arguments 0 to 2^24 - 1
    public A64Frame locals(int bytes) {
        return new A64Frame(needs.locals(bytes));
    }

    /// The function calls others, with room for their arguments.
    public A64Frame calls(Passing... callees) {
        return new A64Frame(needs.calls(callees));
    }

    /// There is a frame record, whatever else the function does.
    public A64Frame framePointer() {
        return new A64Frame(needs.withFramePointer());
    }

    private boolean record() {
        return needs.framePointer()
                || needs.calls()
                || !needs.saved().isEmpty()
                || !needs.floats().isEmpty();
    }

    private int pushed() {
        return record() ? 16 * (1 + pairs(needs.saved()) + pairs(needs.floats())) : 0;
    }

    private static int pairs(List<MachineRegister> registers) {
        return (registers.size() + 1) / 2;
    }

    private FrameLayout layout() {
        FrameLayout layout = needs.layout(pushed(), 0);
        if (layout.bytes() >= 1 << 24) {
            throw new IllegalArgumentException(
                    "locals and arguments of %d bytes; allowed are 0 to 0xFFFFF0".formatted(layout.bytes()));
        }
        return layout;
    }

    /// How far sp is moved.
    public int bytes() {
        return pushed() + layout().bytes();
    }

    /// Emits the prologue: call it where the function starts.
    public void prologue(A64Assembler a) {
        FrameLayout layout = layout();
        if (record()) {
            a.stp(x29, x30, mem(sp).pre(-pushed()));
            a.mov(x29, sp);
            saved(a, false);
        }
        if (needs.convention().probeBytes() > 0
                && layout.bytes() >= needs.convention().probeBytes()) {
            probe(a, layout.bytes());
        }
        subtract(a, sp, layout.bytes());
    }

    private static void subtract(A64Assembler a, XOrSp to, int bytes) {
        if (bytes >= PAGE) {
            a.sub(to, sp, bytes / PAGE, LSL, 12);
        }
        if (bytes % PAGE != 0 || bytes == 0 && to != sp) {
            a.sub(to, bytes >= PAGE ? to : sp, bytes % PAGE);
        }
    }

    private static void probe(A64Assembler a, int bytes) {
        Label next = a.newLabel();
        subtract(a, x17, bytes);
        a.mov(x16, sp);
        a.bind(next);
        a.sub(x16, x16, 1, LSL, 12);
        a.ldr(xzr, mem(x16));
        a.cmp(x16, x17);
        a.b(HI, next);
    }

    /// Emits the epilogue, the return included.
    public void epilogue(A64Assembler a) {
        int bytes = layout().bytes();
        if (record()) {
            if (bytes > 0) {
                a.mov(sp, x29);
            }
            saved(a, true);
            a.ldp(x29, x30, mem(sp).post(pushed()));
        } else {
            if (bytes >= PAGE) {
                a.add(sp, sp, bytes / PAGE, LSL, 12);
            }
            if (bytes % PAGE != 0) {
                a.add(sp, sp, bytes % PAGE);
            }
        }
        a.ret();
    }

    private void saved(A64Assembler a, boolean load) {
        int at = 16;
        List<MachineRegister> registers = needs.saved();
        for (int i = 0; i < registers.size(); i += 2, at += 16) {
            X first = X.of(registers.get(i).number());
            if (i + 1 == registers.size()) {
                if (load) {
                    a.ldr(first, mem(sp).offset(at));
                } else {
                    a.str(first, mem(sp).offset(at));
                }
            } else {
                X second = X.of(registers.get(i + 1).number());
                if (load) {
                    a.ldp(first, second, mem(sp).offset(at));
                } else {
                    a.stp(first, second, mem(sp).offset(at));
                }
            }
        }
        List<MachineRegister> floats = needs.floats();
        for (int i = 0; i < floats.size(); i += 2, at += 16) {
            D first = D.of(floats.get(i).number());
            if (i + 1 == floats.size()) {
                if (load) {
                    a.ldr(first, mem(sp).offset(at));
                } else {
                    a.str(first, mem(sp).offset(at));
                }
            } else {
                D second = D.of(floats.get(i + 1).number());
                if (load) {
                    a.ldp(first, second, mem(sp).offset(at));
                } else {
                    a.stp(first, second, mem(sp).offset(at));
                }
            }
        }
    }

    /// A local variable; valid between prologue and epilogue, while sp is where the prologue left it.
    ///
    /// @param offset in bytes from the first local
    /// @throws IllegalArgumentException if it is not within the locals
    public Mem.Offset local(int offset) {
        return mem(sp).offset(layout().locals() + needs.local(offset));
    }

    /// An argument of this function that came on the stack; valid between prologue and epilogue.
    public Mem.Offset incoming(Place.OnStack place) {
        return record() ? mem(x29).offset(pushed() + place.offset()) : mem(sp).offset(bytes() + place.offset());
    }

    /// Where an argument goes of a function that is called: its place is relative to sp.
    public static Mem.Offset outgoing(Place.OnStack place) {
        return mem(sp).offset(place.offset());
    }
}
