// Relocation operators of T32.
movw r0, #:lower16:f
movt r0, #:upper16:f
movw r8, :lower16:f+4
movt r8, :upper16:f+4
movs r0, #:upper8_15:f
adds r0, #:upper0_7:f
adds r0, #:lower8_15:f
adds r0, #:lower0_7:f
