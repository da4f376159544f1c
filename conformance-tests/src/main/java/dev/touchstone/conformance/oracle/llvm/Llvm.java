package dev.touchstone.conformance.oracle.llvm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.touchstone.exec.engines.Library;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;

/// LLVM's C interface: the functions that we use, and no more.
final class Llvm implements LlvmBackend {
    private static final List<String> BACKENDS = List.of("X86", "AArch64", "ARM");
    private static final List<String> PARTS =
            List.of("TargetInfo", "Target", "TargetMC", "AsmParser", "AsmPrinter", "Disassembler");

    private final Library library;
    private final SymbolLookup lookup;
    final MethodHandle contextCreate;
    final MethodHandle contextDispose;
    final MethodHandle setDiagnosticHandler;
    final MethodHandle diagnosticText;
    final MethodHandle diagnosticSeverity;
    final MethodHandle disposeMessage;
    final MethodHandle moduleCreate;
    final MethodHandle moduleDispose;
    final MethodHandle setTarget;
    final MethodHandle setInlineAsm;
    final MethodHandle targetFromTriple;
    final MethodHandle targetMachineCreate;
    final MethodHandle targetMachineDispose;
    final MethodHandle emit;
    final MethodHandle bufferStart;
    final MethodHandle bufferSize;
    final MethodHandle bufferDispose;
    final MethodHandle disassemblerCreate;
    final MethodHandle disassemblerOptions;
    final MethodHandle disassemblerDispose;
    final MethodHandle disassemble;

    /// Loads it and makes its three back ends ready.
    ///
    /// @throws IllegalStateException if a function is missing
    Llvm(Library library) {
        this.library = library;
        this.lookup = SymbolLookup.libraryLookup(library.path(), Arena.global());
        contextCreate = pointer("LLVMContextCreate");
        contextDispose = nothing("LLVMContextDispose", ADDRESS);
        setDiagnosticHandler = nothing("LLVMContextSetDiagnosticHandler", ADDRESS, ADDRESS, ADDRESS);
        diagnosticText = pointer("LLVMGetDiagInfoDescription", ADDRESS);
        diagnosticSeverity = number("LLVMGetDiagInfoSeverity", ADDRESS);
        disposeMessage = nothing("LLVMDisposeMessage", ADDRESS);
        moduleCreate = pointer("LLVMModuleCreateWithNameInContext", ADDRESS, ADDRESS);
        moduleDispose = nothing("LLVMDisposeModule", ADDRESS);
        setTarget = nothing("LLVMSetTarget", ADDRESS, ADDRESS);
        setInlineAsm = nothing("LLVMSetModuleInlineAsm2", ADDRESS, ADDRESS, JAVA_LONG);
        targetFromTriple = number("LLVMGetTargetFromTriple", ADDRESS, ADDRESS, ADDRESS);
        targetMachineCreate =
                pointer("LLVMCreateTargetMachine", ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT);
        targetMachineDispose = nothing("LLVMDisposeTargetMachine", ADDRESS);
        emit = number("LLVMTargetMachineEmitToMemoryBuffer", ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        bufferStart = pointer("LLVMGetBufferStart", ADDRESS);
        bufferSize = function("LLVMGetBufferSize", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
        bufferDispose = nothing("LLVMDisposeMemoryBuffer", ADDRESS);
        disassemblerCreate =
                pointer("LLVMCreateDisasmCPUFeatures", ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        disassemblerOptions = function("LLVMSetDisasmOptions", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
        disassemblerDispose = nothing("LLVMDisasmDispose", ADDRESS);
        disassemble = function(
                "LLVMDisasmInstruction",
                FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG));
        initialise();
    }

    private void initialise() {
        for (String backend : BACKENDS) {
            for (String part : PARTS) {
                try {
                    nothing("LLVMInitialize" + backend + part).invokeExact();
                } catch (Throwable e) {
                    throw unexpected(e);
                }
            }
        }
    }

    @Override
    public Library library() {
        return library;
    }

    @Override
    public LlvmEmitter emitter(LlvmTarget target) {
        return new LibraryEmitter(this, target);
    }

    @Override
    public LlvmDisassembler disassembler(LlvmTarget target) {
        return new LibraryDisassembler(this, target);
    }

    private MethodHandle pointer(String name, MemoryLayout... parameters) {
        return function(name, FunctionDescriptor.of(ADDRESS, parameters));
    }

    private MethodHandle number(String name, MemoryLayout... parameters) {
        return function(name, FunctionDescriptor.of(JAVA_INT, parameters));
    }

    private MethodHandle nothing(String name, MemoryLayout... parameters) {
        return function(name, FunctionDescriptor.ofVoid(parameters));
    }

    private MethodHandle function(String name, FunctionDescriptor type) {
        return Linker.nativeLinker()
                .downcallHandle(
                        lookup.find(name)
                                .orElseThrow(() ->
                                        new IllegalStateException(library.describe() + " has no function " + name)),
                        type);
    }

    static IllegalStateException unexpected(Throwable e) {
        return e instanceof IllegalStateException known
                ? known
                : new IllegalStateException("a call of LLVM failed: " + e, e);
    }
}
