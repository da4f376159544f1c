package dev.touchstone.conformance.oracle.keystone;

import com.dylibso.chicory.compiler.Cache;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Keeps what Chicory makes of a module in a file beside it, one for each version of Chicory. Where that can't be
/// written, it is made anew in each process.
final class TranslatedClasses implements Cache {
    private static final String PROPERTIES = "/META-INF/maven/com.dylibso.chicory/compiler/pom.properties";

    private final @Nullable Path file;

    /// @param module the module's file
    TranslatedClasses(Path module) {
        String version = version();
        file = version == null ? null : module.resolveSibling(module.getFileName() + ".chicory-" + version);
    }

    private static @Nullable String version() {
        try (InputStream in = MachineFactoryCompiler.class.getResourceAsStream(PROPERTIES)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version");
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    @SuppressWarnings("NullAway") // Chicory takes null for "not there"; its types don't say so.
    public byte[] get(String key) throws IOException {
        return file != null && Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
    }

    /// Never half a file: it is moved into its place.
    @Override
    public void putIfAbsent(String key, byte[] classes) {
        if (file == null || file.getParent() == null) {
            return;
        }
        try {
            Path part = Files.createTempFile(file.getParent(), "classes", ".part");
            try {
                Files.write(part, classes);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            // The next process translates again.
        }
    }
}
