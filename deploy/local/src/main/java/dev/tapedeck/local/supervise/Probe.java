package dev.tapedeck.local.supervise;

/** Asks a process whether it is ready. */
@FunctionalInterface
public interface Probe {
    /** Returns whether it is ready now; false when it does not answer. Bounded in time. */
    boolean isReady();
}
