// Relocation operators of A64.
add x0, x0, :lo12:f
add x0, x0, #:lo12:f+4
ldrb w0, [x0, :lo12:f]
ldrh w0, [x0, #:lo12:f]
ldr w0, [x0, :lo12:f]
ldr x0, [x0, :lo12:f]
ldr q0, [x0, :lo12:f]
ldr x0, [x0, :got_lo12:f]
ldr x0, :got:f
adrp x0, :got:f
adrp x0, :pg_hi21_nc:f
adrp x0, :gottprel:f
ldr x0, [x0, :gottprel_lo12:f]
add x0, x0, :tprel_hi12:f
add x0, x0, :tprel_lo12_nc:f
add x0, x0, :tprel_lo12:f
adrp x0, :tlsdesc:f
ldr x1, [x0, :tlsdesc_lo12:f]
add x0, x0, :tlsdesc_lo12:f
add x0, x0, :dtprel_hi12:f
add x0, x0, :dtprel_lo12:f
add x0, x0, :dtprel_lo12_nc:f
movz x0, #:abs_g0:f
movk x0, #:abs_g0_nc:f
movk x0, #:abs_g1_nc:f
movz x0, #:abs_g1:f
movz x0, #:abs_g2:f
movz x0, #:abs_g3:f
movk x0, #:abs_g2_nc:f
movz x0, #:prel_g3:f
movk x0, #:prel_g1_nc:f
ldr x0, [x0, :gotpage_lo15:f]
str q0, [x0, :tprel_lo12_nc:f]
ldr x0, [x0, :dtprel_lo12:f]
ldr x0, :gottprel:f
adrp x0, :got:f+8
ldr d0, [x0, :lo12:f+8]
ldrsw x0, [x1, #:lo12:f]
str b0, [x0, :lo12:f]
prfm pldl1keep, [x0, :lo12:f]
ldr w0, [x0, :tprel_lo12:f]
strb w0, [x0, :tprel_lo12:f]
strb w0, [x0, :tprel_lo12_nc:f]
ldrh w0, [x0, :dtprel_lo12_nc:f]
ldrb w0, [x0, :dtprel_lo12:f]
ldr q0, [x0, :dtprel_lo12_nc:f]
movk x0, #:prel_g0_nc:f
movk x0, #:prel_g2_nc:f
movk x0, #:tprel_g0_nc:f
movk x0, #:tprel_g1_nc:f
movk x0, #:dtprel_g0_nc:f
movk x0, #:dtprel_g1_nc:f
movk x0, #:gottprel_g0_nc:f
movz w0, #:abs_g1:f
add w0, w1, #:lo12:f
