package dev.tapedeck.kit.ops;

/** Something outside the log that must have arrived before a service can call itself idle: the frames of a socket. */
@FunctionalInterface
public interface Flush {
    /** Returns whether everything that was sent to this service before the call has been handed to its stage; waits at most a second. */
    boolean flushed();
}
