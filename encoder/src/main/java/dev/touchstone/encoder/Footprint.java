package dev.touchstone.encoder;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one instruction touches, derived from its row and its operands.
///
/// Register names are those of the machine states: whole registers in lower case (`rax` also for `al`, `zmm3`
/// also for
/// `xmm3`, `eax` on x86-32, `x0` also for `w0`, `z7` also for `v7` and all views of it, `r0`, `q1` for `d2` and `s5`).
///
/// @param reads registers whose old value may matter, addresses' registers among them
/// @param writes registers that may change
/// @param flagsRead flags by their table names
/// @param flagsWritten flags that are defined afterwards
/// @param flagsUndefined flags that may have any value afterwards
/// @param memory the memory accesses
/// @param traits the row's traits
public record Footprint(
        Set<String> reads,
        Set<String> writes,
        Set<String> flagsRead,
        Set<String> flagsWritten,
        Set<String> flagsUndefined,
        List<MemoryAccess> memory,
        Set<String> traits) {
    /// Whether control may go on at a label or an address that an operand names: a jump, or a call.
    public boolean branches() {
        return traits.contains("branch") || traits.contains("call");
    }

    /// Whether control may go on elsewhere than behind the instruction: it branches, or returns.
    public boolean leaves() {
        return branches() || traits.contains("ret");
    }

    /// One access; its address is `base + (index << shift) + displacement`, a missing register counting as 0.
    ///
    /// @param base register name, or null; `pc` and `rip` stand for the program counter as the set defines it
    /// @param index register name, or null; a vector register for gathers and scatters
    /// @param extend how the index is widened first: `none`, `uxtw`, `sxtw`, or for vectors the element: `d32`,
    ///     `q64`
    /// @param subtract whether the index is subtracted (A32)
    /// @param scalable whether the displacement counts not bytes but multiples that the vector length gives
    ///     (SVE's
    ///     MUL VL): the address is then unknown, unless it is 0
    /// @param bytes that are accessed, 0 if that depends on more than the operands
    public record MemoryAccess(
            @Nullable String base,
            @Nullable String index,
            String extend,
            boolean subtract,
            int shift,
            long displacement,
            boolean scalable,
            int bytes,
            boolean read,
            boolean written) {
        /// An access whose displacement counts bytes.
        public MemoryAccess(
                @Nullable String base,
                @Nullable String index,
                String extend,
                boolean subtract,
                int shift,
                long displacement,
                int bytes,
                boolean read,
                boolean written) {
            this(base, index, extend, subtract, shift, displacement, false, bytes, read, written);
        }

        /// Whether registers and displacement give the address.
        public boolean isAddressKnown() {
            return !scalable || displacement == 0;
        }
    }
}
