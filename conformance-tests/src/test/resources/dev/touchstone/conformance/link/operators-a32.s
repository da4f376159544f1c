// Relocation operators of A32.
movw r0, #:lower16:f
movt r0, #:upper16:f
movwne r0, :lower16:f+4
movtne r0, :upper16:f+4
