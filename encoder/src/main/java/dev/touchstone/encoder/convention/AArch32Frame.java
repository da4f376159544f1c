package dev.touchstone.encoder.convention;

import static dev.touchstone.encoder.aarch32.A32Registers.*;

import dev.touchstone.encoder.aarch32.A32Assembler;
import dev.touchstone.encoder.aarch32.D;
import dev.touchstone.encoder.aarch32.DRange;
import dev.touchstone.encoder.aarch32.Mem;
import dev.touchstone.encoder.aarch32.R;
import dev.touchstone.encoder.aarch32.T32Assembler;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The frame of a function of A32 or T32 code. From high addresses to low:
///
///     arguments on the stack      [#incoming]
///     lr
///     r11                         with a frame pointer, which points here
///     saved general registers
///     saved VFP registers
///     locals                      [#local]
///     outgoing arguments          at sp
///
/// VFP registers are saved as one run, from the lowest that is named to the highest. r12 is used where an
/// immediate is too small.
///
/// Immutable: each method gives a frame with one thing more.
public final class AArch32Frame {
    private final FrameNeeds needs;

    private AArch32Frame(FrameNeeds needs) {
        this.needs = needs;
    }

    /// A frame that has nothing yet.
    ///
    /// @throws IllegalArgumentException if the convention is not of AArch32
    public static AArch32Frame of(CallingConvention convention) {
        return new AArch32Frame(FrameNeeds.of(convention, Isa.A32));
    }

    /// Registers that the function changes, and must give back; lr goes without saying.
    ///
    /// @throws IllegalArgumentException if the convention doesn't ask that of one
    public AArch32Frame save(R... registers) {
        return new AArch32Frame(needs.save((Object[]) registers));
    }

    /// As [#save(R...)].
    public AArch32Frame save(D... registers) {
        return new AArch32Frame(needs.saveFloats((Object[]) registers));
    }

    /// Room for local variables, aligned to 8 bytes.
    ///
    /// @param bytes 0 to 2^28
    public AArch32Frame locals(int bytes) {
        return new AArch32Frame(needs.locals(bytes));
    }

    /// The function calls others: sp is a multiple of 8 then, with room for their arguments, and lr is saved.
    public AArch32Frame calls(Passing... callees) {
        return new AArch32Frame(needs.calls(callees));
    }

    /// r11 points at the frame record, the caller's r11 and lr.
    public AArch32Frame framePointer() {
        return new AArch32Frame(needs.withFramePointer());
    }

    private List<R> pushedRegisters() {
        List<R> all = new ArrayList<>();
        needs.saved().forEach(register -> all.add(R.of(register.number())));
        if (needs.framePointer()) {
            all.add(r11);
        }
        all.sort(Comparator.comparingInt(R::code));
        if (needs.calls() || !all.isEmpty()) {
            all.add(lr);
        }
        return all;
    }

    private List<MachineRegister> floats() {
        return needs.floats().stream()
                .sorted(Comparator.comparingInt(MachineRegister::number))
                .toList();
    }

    private int floatBytes() {
        List<MachineRegister> floats = floats();
        return floats.isEmpty()
                ? 0
                : 8 * (floats.getLast().number() - floats.getFirst().number() + 1);
    }

    private int pushed() {
        return 4 * pushedRegisters().size() + floatBytes();
    }

    private FrameLayout layout() {
        return needs.layout(pushed(), 0);
    }

    /// How far sp is moved.
    public int bytes() {
        return pushed() + layout().bytes();
    }

    private DRange run() {
        return DRange.of(
                D.of(floats().getFirst().number()), D.of(floats().getLast().number()));
    }

    /// Emits the prologue: call it where the function starts.
    public void prologue(A32Assembler a) {
        prologue(AArch32Code.of(a));
    }

    /// As [#prologue(A32Assembler)], in T32 code.
    public void prologue(T32Assembler a) {
        prologue(AArch32Code.of(a));
    }

    private void prologue(AArch32Code a) {
        List<R> pushed = pushedRegisters();
        if (!pushed.isEmpty()) {
            a.push(pushed);
        }
        if (needs.framePointer()) {
            a.add(r11, sp, 4 * (pushed.size() - 2));
        }
        if (floatBytes() > 0) {
            a.vpush(run());
        }
        int bytes = layout().bytes();
        if (!isSmall(bytes)) {
            a.sub(sp, sp, large(a, bytes));
        } else if (bytes > 0) {
            a.sub(sp, sp, bytes);
        }
    }

    /// Whether any multiple of 4 up to it is a modified immediate.
    private static boolean isSmall(int bytes) {
        return bytes <= 0x3FC;
    }

    private static R large(AArch32Code a, int bytes) {
        a.movw(r12, bytes & 0xFFFF);
        if (bytes > 0xFFFF) {
            a.movt(r12, bytes >>> 16);
        }
        return r12;
    }

    /// Emits the epilogue, the return included.
    public void epilogue(A32Assembler a) {
        epilogue(AArch32Code.of(a));
    }

    /// As [#epilogue(A32Assembler)], in T32 code.
    public void epilogue(T32Assembler a) {
        epilogue(AArch32Code.of(a));
    }

    private void epilogue(AArch32Code a) {
        List<R> popped = new ArrayList<>(pushedRegisters());
        int bytes = layout().bytes();
        if (needs.framePointer()) {
            a.sub(r12, r11, floatBytes() + 4 * (popped.size() - 2)); // T32 can't subtract from it into sp.
            a.mov(sp, r12);
        } else if (!isSmall(bytes)) {
            a.add(sp, sp, large(a, bytes));
        } else if (bytes > 0) {
            a.add(sp, sp, bytes);
        }
        if (floatBytes() > 0) {
            a.vpop(run());
        }
        if (popped.isEmpty()) {
            a.bx(lr);
        } else {
            popped.set(popped.size() - 1, pc);
            a.pop(popped);
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
        return needs.framePointer() ? mem(r11).offset(8 + place.offset()) : mem(sp).offset(bytes() + place.offset());
    }

    /// Where an argument goes of a function that is called: its place is relative to sp.
    public static Mem.Offset outgoing(Place.OnStack place) {
        return mem(sp).offset(place.offset());
    }
}
