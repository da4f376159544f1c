// The emission mix with Xbyak, x86-64. Argument: fixed or rotating.
#include <xbyak/xbyak.h>

#include "emission_mix.h"

namespace {

constexpr int BLOCKS = 720;

struct XRow {
    Xbyak::Reg64 a64, b64, c64, d64;
    Xbyak::Reg32 a32, c32, d32;
    Xbyak::Ymm uy, vy, wy;
    Xbyak::Zmm uz, vz, wz;
};

struct Mix : Xbyak::CodeGenerator {
    std::vector<XRow> table;

    explicit Mix(bool rotating) : CodeGenerator(1 << 17) {
        for (const mix::Row& r : mix::rows(rotating)) {
            const uint32_t* g = mix::X86_GENERAL;
            int a = g[r.a], b = g[r.b], c = g[r.c], d = g[r.d];
            using namespace Xbyak;
            table.push_back({Reg64(a), Reg64(b), Reg64(c), Reg64(d), Reg32(a), Reg32(c), Reg32(d), Ymm(r.u), Ymm(r.v),
                             Ymm(r.w), Zmm(r.u), Zmm(r.v), Zmm(r.w)});
        }
    }

    void chunk() {
        reset();
        Xbyak::Label func;
        L(func);
        ret();
        for (int i = 0; i < BLOCKS; i++) {
            const XRow& r = table[i & 255];
            Xbyak::Label back, fwd;
            L(back);
            mov(r.a64, r.b64);
            add(r.a64, r.c64);
            add(r.a64, 7);
            mov(r.b64, ptr[r.c64 + r.d64 * 8 + 0x12345]);
            mov(dword[r.c64 + 0x20], r.a32);
            lea(r.d64, ptr[r.a64 + r.b64 * 4 + 16]);
            cmp(r.a64, r.d64);
            jne(fwd, T_NEAR);
            mov(r.c32, 0x12345678);
            and_(r.a32, 0x00FF00FF);
            shl(r.b64, 3);
            imul(r.a64, r.b64);
            movzx(r.d32, byte[r.a64 + 1]);
            test(r.c32, r.c32);
            call(func);
            vmovups(r.uy, ptr[r.c64 + 64]);
            vaddps(r.vy, r.uy, r.wy);
            vfmadd231pd(r.wz | k1, r.vz, r.uz);
            L(fwd);
            sub(r.b64, 1);
            jg(back);
        }
    }
};

}  // namespace

int main(int count, char** arguments) {
    bool rotating = count < 2 || std::strcmp(arguments[1], "fixed") != 0;
    Mix mix(rotating);
    mix.chunk();
    mix::check(mix.getCode(), mix.getSize(), rotating ? 64919 : 61201,
               rotating ? 0x6589254c81b9e1c6 : 0xeaf6f0e42212b7f2);
    mix::measure("xbyak", 1 + 20 * BLOCKS, 31, [&] { mix.chunk(); });
}
