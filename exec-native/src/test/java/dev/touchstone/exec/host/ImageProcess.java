package dev.touchstone.exec.host;

import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.image.ImageFile;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/// The other process of [ImageLoadingTests]: loads the image file at two addresses of this process, calls
/// `next` of each a few times, and prints address, protections, and results.
final class ImageProcess {
    private ImageProcess() {}

    public static void main(String[] args) throws Throwable {
        CodeImage image = ImageFile.read(Path.of(args[0]));
        try (NativeCode first = NativeCode.load(image, Linker.nativeLinker().defaultLookup());
                NativeCode second = NativeCode.loadAt(
                        0x30_0000_0000L,
                        image,
                        NativeCode.addresses(image, Linker.nativeLinker().defaultLookup()))) {
            report(first, 3);
            report(second, 2);
        }
    }

    private static void report(NativeCode code, int calls) throws Throwable {
        int next = code.image().entryPoints().getFirst().offset();
        MethodHandle handle = code.function(next, FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
        StringBuilder line = new StringBuilder("%x".formatted(code.address()));
        line.append(' ').append(protection(code.address()));
        line.append(' ').append(protection(code.address() + code.image().offsetOf("counter")));
        line.append(' ').append(protection(code.address() + code.image().offsetOf("squares")));
        for (int i = 0; i < calls; i++) {
            line.append(' ').append((long) handle.invokeExact(-7L));
        }
        System.out.println(line);
    }

    /// The protection of the mapping that holds `address`, as `/proc/self/maps` has it; empty if there is none.
    static String protection(long address) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
                String[] columns = line.split("[ -]", 4);
                if (Long.compareUnsigned(Long.parseUnsignedLong(columns[0], 16), address) <= 0
                        && Long.compareUnsigned(address, Long.parseUnsignedLong(columns[1], 16)) < 0) {
                    return line.substring(line.indexOf(' ') + 1, line.indexOf(' ') + 5);
                }
            }
            return "";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
