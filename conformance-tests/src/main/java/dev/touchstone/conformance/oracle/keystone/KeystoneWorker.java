package dev.touchstone.conformance.oracle.keystone;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/// The process that Keystone runs in. A request is an architecture and a mode (ints), an address (long) and a
/// line (UTF); its answer, a [Reply], is UTF. Before the first it says [#READY]. Ends with its input.
public final class KeystoneWorker {
    /// What it says once it has loaded the library.
    static final String READY = "ready";

    private KeystoneWorker() {}

    /// @param arguments the library's path
    public static void main(String[] arguments) throws IOException {
        Keystone keystone = new Keystone(Path.of(arguments[0]));
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, 1 << 16));
        DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
        out.writeUTF(READY);
        out.flush();
        while (true) {
            int architecture;
            try {
                architecture = in.readInt();
            } catch (EOFException e) {
                return;
            }
            int mode = in.readInt();
            long address = in.readLong();
            String line = in.readUTF();
            out.writeUTF(keystone.assemble(architecture, mode, line, address));
            // At once: the next line may end this process.
            out.flush();
        }
    }
}
