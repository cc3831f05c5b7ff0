package dev.tapedeck.gateway.in.auth;

import java.nio.file.Path;

/** The gateway cannot start with this file; the message says what is expected and never what is secret in it. */
public final class UnusableFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableFile(Path file, String expected) {
        super(file + " " + expected);
    }
}
