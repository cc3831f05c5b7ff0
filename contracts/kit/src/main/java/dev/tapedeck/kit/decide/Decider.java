package dev.tapedeck.kit.decide;

import dev.tapedeck.contracts.event.Event;
import java.time.Instant;
import java.util.List;

/**
 * A core whose state is the fold of its own events. Both live processing and recovery run {@link #evolve}, and nothing else changes
 * state, so an input that yields no event leaves no trace and may safely be seen again.
 *
 * @param <S> state of one partition
 * @param <C> what may be asked of the core
 */
public interface Decider<S, C> {
    S initial();

    /**
     * Returns what follows from the command, in order. Pure: no clock, randomness, input or output. A business refusal is an event too; an
     * exception means that the command is malformed or the core is broken, and the input becomes a dead letter.
     *
     * @param at the time of the input, the only "now" there is
     */
    List<Draft> decide(S state, C command, Instant at);

    /**
     * Returns the state after the event. Total: must accept every event that this core ever wrote. It may change {@code state} in place and
     * return it, as long as nobody else holds it.
     */
    S evolve(S state, Event<?> event);
}
