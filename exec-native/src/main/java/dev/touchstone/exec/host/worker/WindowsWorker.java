package dev.touchstone.exec.host.worker;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/// The main class of a worker on Windows: a Java virtual machine that runs the slots that commands on its standard
/// input name, in its own process, and answers each command with itself.
public final class WindowsWorker {
    /// What it exits with if it can't start; the reason stands at the start of the shared memory.
    static final int NOT_STARTED = 8;

    private WindowsWorker() {}

    /// @param arguments the path of the file of slots
    public static void main(String[] arguments) throws IOException {
        SharedMemory shared = SharedMemory.open(Path.of(arguments[0]), 2L * Layout.SHARED_BYTES);
        WindowsRunner runner;
        try {
            runner = new WindowsRunner(shared.segment());
        } catch (Exception | LinkageError e) {
            WindowsHost.explain(shared, String.valueOf(e.getMessage()));
            Runtime.getRuntime().halt(NOT_STARTED);
            return;
        }
        serve(runner, new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
        Runtime.getRuntime().halt(0);
    }

    private static void serve(WindowsRunner runner, InputStream in, OutputStream out) throws IOException {
        DataInputStream commands = new DataInputStream(in);
        byte[] command = new byte[Layout.COMMAND_BYTES];
        try {
            while (true) {
                out.write(command);
                out.flush();
                commands.readFully(command);
                ByteBuffer words = ByteBuffer.wrap(command).order(ByteOrder.LITTLE_ENDIAN);
                runner.run(words.getInt(), words.getInt());
            }
        } catch (EOFException e) {
            // Nobody wants any more.
        }
    }
}
