package dev.touchstone.encoder.convention;

import dev.touchstone.encoder.aarch32.A32Assembler;
import dev.touchstone.encoder.aarch32.DRange;
import dev.touchstone.encoder.aarch32.R;
import dev.touchstone.encoder.aarch32.RegisterList;
import dev.touchstone.encoder.aarch32.T32Assembler;
import java.util.List;

/// The instructions of frames that A32 and T32 both have.
interface AArch32Code {
    void add(R to, R from, int bytes);

    void add(R to, R from, R bytes);

    void sub(R to, R from, int bytes);

    void sub(R to, R from, R bytes);

    void mov(R to, R from);

    void movw(R to, int bits);

    void movt(R to, int bits);

    void vpush(DRange registers);

    void vpop(DRange registers);

    void bx(R to);

    /// @param registers at least one, ascending
    void push(List<R> registers);

    /// @param registers at least one, ascending
    void pop(List<R> registers);

    static AArch32Code of(A32Assembler a) {
        return new AArch32Code() {
            @Override
            public void add(R to, R from, int bytes) {
                a.add(to, from, bytes);
            }

            @Override
            public void add(R to, R from, R bytes) {
                a.add(to, from, bytes);
            }

            @Override
            public void sub(R to, R from, int bytes) {
                a.sub(to, from, bytes);
            }

            @Override
            public void sub(R to, R from, R bytes) {
                a.sub(to, from, bytes);
            }

            @Override
            public void mov(R to, R from) {
                a.mov(to, from);
            }

            @Override
            public void movw(R to, int bits) {
                a.movw(to, bits);
            }

            @Override
            public void movt(R to, int bits) {
                a.movt(to, bits);
            }

            @Override
            public void vpush(DRange registers) {
                a.vpush(registers);
            }

            @Override
            public void vpop(DRange registers) {
                a.vpop(registers);
            }

            @Override
            public void bx(R to) {
                a.bx(to);
            }

            @Override
            public void push(List<R> registers) {
                if (registers.size() == 1) {
                    a.push(registers.getFirst());
                } else {
                    a.push(RegisterList.of(registers.toArray(R[]::new)));
                }
            }

            @Override
            public void pop(List<R> registers) {
                if (registers.size() == 1) {
                    a.pop(registers.getFirst());
                } else {
                    a.pop(RegisterList.of(registers.toArray(R[]::new)));
                }
            }
        };
    }

    static AArch32Code of(T32Assembler a) {
        return new AArch32Code() {
            @Override
            public void add(R to, R from, int bytes) {
                a.add(to, from, bytes);
            }

            @Override
            public void add(R to, R from, R bytes) {
                a.add(to, from, bytes);
            }

            @Override
            public void sub(R to, R from, int bytes) {
                a.sub(to, from, bytes);
            }

            @Override
            public void sub(R to, R from, R bytes) {
                a.sub(to, from, bytes);
            }

            @Override
            public void mov(R to, R from) {
                a.mov(to, from);
            }

            @Override
            public void movw(R to, int bits) {
                a.movw(to, bits);
            }

            @Override
            public void movt(R to, int bits) {
                a.movt(to, bits);
            }

            @Override
            public void vpush(DRange registers) {
                a.vpush(registers);
            }

            @Override
            public void vpop(DRange registers) {
                a.vpop(registers);
            }

            @Override
            public void bx(R to) {
                a.bx(to);
            }

            @Override
            public void push(List<R> registers) {
                if (registers.size() == 1) {
                    a.push(registers.getFirst());
                } else {
                    a.push(RegisterList.of(registers.toArray(R[]::new)));
                }
            }

            @Override
            public void pop(List<R> registers) {
                if (registers.size() == 1) {
                    a.pop(registers.getFirst());
                } else {
                    a.pop(RegisterList.of(registers.toArray(R[]::new)));
                }
            }
        };
    }
}
