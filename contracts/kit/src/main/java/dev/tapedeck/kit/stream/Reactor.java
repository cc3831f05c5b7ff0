package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.event.Event;

/**
 * Acts on the outside world after the decision to do so is durable. Called on the stage's thread, so it must not block: it starts work and submits
 * the outcome to the stage as a command.
 *
 * @param <S> state of one cell
 */
public interface Reactor<S> {
    /** The event is on the log. Called once for an event that this process wrote, never for one that it read back. */
    void onDurable(int cell, Event<?> event);

    /** The cell was restored: whatever was under way when its last owner ended must be taken up again, by asking first. */
    void onRestored(int cell, S state);

    /** The cell belongs to another replica from now on: nothing may be started for it any more. */
    void onLost(int cell);

    /** Returns how many effects are under way. May be called by any thread. */
    int inFlight();

    /** Returns whether it does anything about what is durable, so that it must hear of it at once. */
    default boolean isAttentive() {
        return true;
    }

    static <S> Reactor<S> none() {
        return new Reactor<>() {
            @Override
            public void onDurable(int cell, Event<?> event) {}

            @Override
            public void onRestored(int cell, S state) {}

            @Override
            public void onLost(int cell) {}

            @Override
            public int inFlight() {
                return 0;
            }

            @Override
            public boolean isAttentive() {
                return false;
            }
        };
    }
}
