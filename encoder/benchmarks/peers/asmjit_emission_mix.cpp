// The emission mix with AsmJit. Arguments: x86-64 or a64, fixed or rotating, and `validate` to check operands.
#include <asmjit/arm.h>
#include <asmjit/arm/a64assembler.h>
#include <asmjit/x86.h>

#include "emission_mix.h"

using namespace asmjit;

namespace {

struct Throwing : ErrorHandler {
    void handleError(Error, const char* message, BaseEmitter*) override {
        std::fprintf(stderr, "%s\n", message);
        std::exit(1);
    }
};

constexpr int X86_BLOCKS = 720;
constexpr int A64_BLOCKS = 819;

struct X86Row {
    x86::Gp a64, a32, b64, c64, c32, d64, d32;
    x86::Ymm uy, vy, wy;
    x86::Zmm uz, vz, wz;
};

std::vector<X86Row> x86Rows(bool rotating) {
    std::vector<X86Row> out;
    for (const mix::Row& r : mix::rows(rotating)) {
        const uint32_t* g = mix::X86_GENERAL;
        out.push_back({x86::gpq(g[r.a]), x86::gpd(g[r.a]), x86::gpq(g[r.b]), x86::gpq(g[r.c]), x86::gpd(g[r.c]),
                       x86::gpq(g[r.d]), x86::gpd(g[r.d]), x86::ymm(r.u), x86::ymm(r.v), x86::ymm(r.w), x86::zmm(r.u),
                       x86::zmm(r.v), x86::zmm(r.w)});
    }
    return out;
}

void emit(x86::Assembler& a, const std::vector<X86Row>& rows) {
    Label func = a.newLabel();
    a.bind(func);
    a.ret();
    for (int i = 0; i < X86_BLOCKS; i++) {
        const X86Row& r = rows[i & 255];
        Label back = a.newLabel();
        Label fwd = a.newLabel();
        a.bind(back);
        a.mov(r.a64, r.b64);
        a.add(r.a64, r.c64);
        a.add(r.a64, 7);
        a.mov(r.b64, x86::ptr(r.c64, r.d64, 3, 0x12345));
        a.mov(x86::dword_ptr(r.c64, 0x20), r.a32);
        a.lea(r.d64, x86::ptr(r.a64, r.b64, 2, 16));
        a.cmp(r.a64, r.d64);
        a.jne(fwd);
        a.mov(r.c32, 0x12345678);
        a.and_(r.a32, 0x00FF00FF);
        a.shl(r.b64, 3);
        a.imul(r.a64, r.b64);
        a.movzx(r.d32, x86::byte_ptr(r.a64, 1));
        a.test(r.c32, r.c32);
        a.call(func);
        a.vmovups(r.uy, x86::ptr(r.c64, 64));
        a.vaddps(r.vy, r.uy, r.wy);
        a.k(x86::k1).vfmadd231pd(r.wz, r.vz, r.uz);
        a.bind(fwd);
        a.sub(r.b64, 1);
        a.jg(back);
    }
}

struct A64Row {
    a64::Gp ax, aw, bx, cx, cw, dx, dw;
    a64::Vec u, v, w, qu, qu1;
};

std::vector<A64Row> a64Rows(bool rotating) {
    std::vector<A64Row> out;
    for (const mix::Row& r : mix::rows(rotating)) {
        out.push_back({a64::x(r.a), a64::w(r.a), a64::x(r.b), a64::x(r.c), a64::w(r.c), a64::x(r.d), a64::w(r.d),
                       a64::v(r.u), a64::v(r.v), a64::v(r.w), a64::v(r.u).q(), a64::v(r.u ^ 1).q()});
    }
    return out;
}

void emit(a64::Assembler& a, const std::vector<A64Row>& rows) {
    Label func = a.newLabel();
    a.bind(func);
    a.ret(a64::x30);
    for (int i = 0; i < A64_BLOCKS; i++) {
        const A64Row& r = rows[i & 255];
        Label back = a.newLabel();
        Label fwd = a.newLabel();
        a.bind(back);
        a.mov(r.ax, r.bx);
        a.add(r.ax, r.ax, r.cx);
        a.add(r.ax, r.ax, 123);
        a.ldr(r.bx, a64::ptr(r.cx, r.dx, a64::lsl(3)));
        a.str(r.aw, a64::ptr(r.cx, 32));
        a.add(r.dx, r.ax, r.bx, a64::lsl(2));
        a.cmp(r.ax, r.dx);
        a.b_ne(fwd);
        a.movz(r.cw, 0x5678);
        a.movk(r.cw, 0x1234, a64::lsl(16));
        a.and_(r.aw, r.aw, 0x00FF00FF);
        a.lsl(r.bx, r.bx, 3);
        a.mul(r.ax, r.ax, r.bx);
        a.ldrb(r.dw, a64::ptr(r.ax, 1));
        a.bl(func);
        a.ldp(r.qu, r.qu1, a64::ptr(r.cx, 64));
        a.fadd(r.v.s4(), r.u.s4(), r.w.s4());
        a.fmla(r.w.d2(), r.v.d2(), r.u.d2());
        a.bind(fwd);
        a.subs(r.bx, r.bx, 1);
        a.b_gt(back);
    }
}

template <class Assembler, class Rows>
void run(const char* name, Arch arch, const Rows& rows, int instructions, bool validate, size_t size, uint64_t hash) {
    CodeHolder code;
    Assembler assembler;
    Throwing errors;
    bool checked = false;
    std::vector<uint8_t> memory(128 * 1024);
    mix::measure(name, instructions, 31, [&] {
        code.reset(ResetPolicy::kSoft);
        code.init(Environment(arch));
        code.setErrorHandler(&errors);
        // A reset frees a buffer of its own, so it gets one to keep.
        CodeBuffer& buffer = code.textSection()->buffer();
        buffer._data = memory.data();
        buffer._capacity = memory.size();
        buffer._flags = CodeBufferFlags::kIsExternal | CodeBufferFlags::kIsFixed;
        code.attach(&assembler);
        if (validate) assembler.addDiagnosticOptions(DiagnosticOptions::kValidateAssembler);
        emit(assembler, rows);
        if (!checked) {
            mix::check(buffer.data(), buffer.size(), size, hash);
            checked = true;
        }
    });
}

}  // namespace

int main(int count, char** arguments) {
    bool x86 = count < 2 || std::strcmp(arguments[1], "a64") != 0;
    bool rotating = count < 3 || std::strcmp(arguments[2], "fixed") != 0;
    bool validate = count > 3 && std::strcmp(arguments[3], "validate") == 0;
    if (x86) {
        run<x86::Assembler>(validate ? "asmjit-validating" : "asmjit", Arch::kX64, x86Rows(rotating),
                            1 + 20 * X86_BLOCKS, validate, rotating ? 64919 : 61201,
                            rotating ? 0x6589254c81b9e1c6 : 0xeaf6f0e42212b7f2);
    } else {
        run<a64::Assembler>(validate ? "asmjit-validating" : "asmjit", Arch::kAArch64, a64Rows(rotating),
                            1 + 20 * A64_BLOCKS, validate, 65524, rotating ? 0xf1c4d63d1d35ec20 : 0xdbbeb3b8fb84df39);
    }
}
