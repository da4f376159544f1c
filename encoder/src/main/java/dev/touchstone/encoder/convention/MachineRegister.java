package dev.touchstone.encoder.convention;

/// A register that a calling convention names.
///
/// @param name as the assembler writes it: `rdi`, `xmm3`, `x8`, `v0`, `s3`, `d1`, `st`
/// @param number in its bank, as `Gpr64`, `Xmm`, `X.of`, `V.of`, `R.of`, `S.of` and `D.of` take it
public record MachineRegister(String name, int number) {
    @Override
    public String toString() {
        return name;
    }
}
