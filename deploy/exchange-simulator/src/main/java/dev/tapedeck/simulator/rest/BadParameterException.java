package dev.tapedeck.simulator.rest;

/** A request parameter that cannot be read; becomes code 600 with this message. */
public final class BadParameterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadParameterException(String message) {
        super(message);
    }
}
