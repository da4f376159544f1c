package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Isa;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An installed qemu of user mode.
///
/// @param version as in `7.2.22`
record QemuBinary(Path path, String version) {
    private static final String REMEDY = "apt install qemu-user";
    private static final Pattern VERSION = Pattern.compile("version (\\d+\\.\\d+[.\\d]*)");
    private static final Map<Isa, QemuBinary> FOUND = new ConcurrentHashMap<>();

    /// The one that runs code of a set: the first of its name on the path of commands.
    ///
    /// @throws EngineMissingException if there is none, or it does not say its version
    static QemuBinary of(Isa isa) throws EngineMissingException {
        QemuBinary binary = FOUND.get(isa);
        if (binary == null) {
            binary = find(isa, String.valueOf(System.getenv("PATH")));
            FOUND.put(isa, binary);
        }
        return binary;
    }

    /// @param folders separated as in `PATH`
    static QemuBinary find(Isa isa, String folders) throws EngineMissingException {
        String name = switch (isa) {
            case X86_64 -> "qemu-x86_64";
            case X86_32 -> "qemu-i386";
            case A64 -> "qemu-aarch64";
            case A32, T32 -> "qemu-arm";
        };
        for (String folder : folders.split(File.pathSeparator)) {
            for (String file : new String[] {name, name + "-static"}) {
                Path path = Path.of(folder, file);
                if (Files.isExecutable(path)) {
                    return new QemuBinary(path, version(path));
                }
            }
        }
        throw new EngineMissingException(QemuUser.NAME, "there is no " + name + " on the PATH", REMEDY);
    }

    private static String version(Path path) throws EngineMissingException {
        String said;
        try {
            Process process = new ProcessBuilder(path.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            try (InputStream out = process.getInputStream()) {
                said = new String(out.readNBytes(4096), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new EngineMissingException(QemuUser.NAME, path + " can't be started: " + e.getMessage(), REMEDY);
        }
        Matcher version = VERSION.matcher(said);
        if (!version.find()) {
            throw new EngineMissingException(QemuUser.NAME, path + " --version says \"" + said.strip() + "\"", REMEDY);
        }
        return version.group(1);
    }
}
