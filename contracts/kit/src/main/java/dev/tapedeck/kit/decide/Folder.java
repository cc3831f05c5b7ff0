package dev.tapedeck.kit.decide;

import dev.tapedeck.contracts.event.Event;
import java.util.List;

/**
 * A core whose state is the fold of its inputs, as windows over ticks are. After a restart the shell loads the last snapshot and feeds the inputs
 * that follow it again, keeping back the drafts that are on the log already.
 *
 * @param <S> state of one partition; may be mutable and is changed in place
 */
public interface Folder<S> {
    S initial();

    /** Folds one input into the state and returns what follows from it. Deterministic: the same inputs in the same order give the same drafts. */
    List<Draft> fold(S state, Event<?> input);

    /** Returns the state as bytes from which {@link #load} makes an equal state, bit for bit. */
    byte[] save(S state);

    S load(byte[] saved);
}
