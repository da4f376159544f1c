package dev.touchstone.exec.engines;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks a library for its version, by its own function for that.
enum VersionProbe {
    UNICORN("unicorn") {
        @Override
        String ask(SymbolLookup library) throws Throwable {
            int v = (int) function(library, "uc_version", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS))
                    .invokeExact(MemorySegment.NULL, MemorySegment.NULL);
            return (v >>> 24) + "." + (v >>> 16 & 0xFF) + "." + (v >>> 8 & 0xFF);
        }
    },
    KEYSTONE("keystone") {
        @Override
        String ask(SymbolLookup library) throws Throwable {
            int v = (int) function(library, "ks_version", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS))
                    .invokeExact(MemorySegment.NULL, MemorySegment.NULL);
            return (v >>> 8) + "." + (v & 0xFF);
        }
    },
    LLVM("llvm") {
        @Override
        String ask(SymbolLookup library) throws Throwable {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment v = arena.allocate(JAVA_INT, 3);
                function(library, "LLVMGetVersion", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS))
                        .invokeExact(v, v.asSlice(4), v.asSlice(8));
                return v.getAtIndex(JAVA_INT, 0) + "." + v.getAtIndex(JAVA_INT, 1) + "." + v.getAtIndex(JAVA_INT, 2);
            }
        }
    },
    /// A program: it is run.
    LLVM_MC("llvm-mc") {
        @Override
        String ask(Path path) throws IOException {
            Process process = new ProcessBuilder(path.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher version = LLVM_VERSION.matcher(output);
            if (!version.find()) {
                throw new IOException(
                        "its --version says \"" + output.lines().findFirst().orElse("") + "\"");
            }
            return version.group(1);
        }
    };

    private static final Pattern LLVM_VERSION = Pattern.compile("LLVM version (\\d+\\.\\d+\\.\\d+)");

    /// How libraries begin: ELF, Mach-O, Mach-O for several machines, PE.
    private static final List<String> MAGIC = List.of("7f454c46", "cffaedfe", "cafebabe", "4d5a");

    private static final String WASM = "0061736d";

    private final String engine;

    VersionProbe(String engine) {
        this.engine = engine;
    }

    static VersionProbe of(String engine) {
        for (VersionProbe probe : values()) {
            if (probe.engine.equals(engine)) {
                return probe;
            }
        }
        throw new IllegalArgumentException("no engine \"" + engine + "\"");
    }

    /// Asks by a function of the library.
    String ask(SymbolLookup library) throws Throwable {
        throw new UnsupportedOperationException(engine);
    }

    /// Loads the library, which stays loaded, and asks it.
    String ask(Path path) throws Throwable {
        return ask(SymbolLookup.libraryLookup(path, Arena.global()));
    }

    /// Asks the library, or the program.
    ///
    /// @throws FetchException if it is no such library, or not for this machine
    String version(Path path) throws FetchException {
        if (!isLibrary(path)) {
            throw new FetchException(path + " is no usable library of " + engine + ": it is no library at all");
        }
        try {
            return ask(path);
        } catch (Throwable e) {
            throw new FetchException(path + " is no usable library of " + engine + ": " + e.getMessage());
        }
    }

    /// Whether the file is a WebAssembly module.
    static boolean isWasm(Path path) {
        return start(path).equals(WASM);
    }

    /// Loading another file would make the JVM complain.
    private static boolean isLibrary(Path path) {
        return MAGIC.stream().anyMatch(start(path)::startsWith);
    }

    private static String start(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return HexFormat.of().formatHex(in.readNBytes(4));
        } catch (IOException e) {
            return "";
        }
    }

    private static MethodHandle function(SymbolLookup library, String name, FunctionDescriptor type) {
        MemorySegment address =
                library.find(name).orElseThrow(() -> new IllegalArgumentException("it has no function " + name));
        return Linker.nativeLinker().downcallHandle(address, type);
    }
}
