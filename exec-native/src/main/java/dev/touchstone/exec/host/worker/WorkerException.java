package dev.touchstone.exec.host.worker;

/// A worker process that can't be started.
final class WorkerException extends Exception {
    private static final long serialVersionUID = 1L;

    WorkerException(String message) {
        super(message);
    }

    WorkerException(String message, Throwable cause) {
        super(message, cause);
    }
}
