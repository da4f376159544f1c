package dev.touchstone.conformance.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A linker that compilers can be told to use.
enum Linker {
    BFD {
        @Override
        List<String> flags(Path folder) {
            return List.of("-fuse-ld=bfd");
        }
    },
    LLD {
        /// Debian's program has a version in its name; compilers look for the plain one, in the folder of `-B`.
        @Override
        List<String> flags(Path folder) throws IOException {
            Path found = Stream.of("ld.lld", "ld.lld-19")
                    .map(Toolchain::find)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                Toolchain.miss("no program ld.lld or ld.lld-19; install the package lld-19");
                return List.of();
            }
            Path plain = Files.writeString(folder.resolve("ld.lld"), "#!/bin/sh\nexec " + found + " \"$@\"\n");
            Files.setPosixFilePermissions(plain, PosixFilePermissions.fromString("rwxr-xr-x"));
            return List.of("-fuse-ld=lld", "-B" + folder);
        }
    };

    abstract List<String> flags(Path folder) throws IOException;
}
