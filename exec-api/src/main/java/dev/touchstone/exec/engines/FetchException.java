package dev.touchstone.exec.engines;

/// A package that could not be fetched, or is not what it must be.
final class FetchException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String toInstall;

    FetchException(String message) {
        this(message, "");
    }

    private FetchException(String message, String toInstall) {
        super(message);
        this.toInstall = toInstall;
    }

    /// The package client itself is not there.
    ///
    /// @param toInstall what has to be installed, for people
    /// @param wanted what it should have fetched
    static FetchException noClient(String client, String toInstall, String wanted) {
        return new FetchException("no " + client + " here to fetch " + wanted, toInstall);
    }

    /// What has to be installed first, or the empty text.
    String toInstall() {
        return toInstall;
    }
}
