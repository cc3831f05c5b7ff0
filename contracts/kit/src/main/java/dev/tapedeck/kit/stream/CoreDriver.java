package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.kit.decide.Decider;
import dev.tapedeck.kit.decide.Draft;
import dev.tapedeck.kit.decide.Folder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs one kind of core on a cell.
 *
 * @param <S> state of a cell
 * @param <C> commands of the core
 */
interface CoreDriver<S, C> {
    S initial();

    /**
     * Adds the events that follow from the commands to {@code out}, stamped. When the core throws, {@code out} holds what was decided before, which
     * the state covers already.
     */
    void run(Cell<S> cell, List<C> commands, Instant at, @Nullable String causationId, List<Keyed> out);

    /** Folds an event of the cell's own journal in, on recovery. */
    void refold(Cell<S> cell, Event<?> event);

    /** Returns whether state comes from the journal (and inputs that the journal covers are over), or from the inputs (and they must be fed again). */
    boolean isJournaled();

    byte[] save(S state);

    S load(byte[] saved);

    static <S, C> CoreDriver<S, C> of(Decider<S, C> decider, StateCodec<S> codec) {
        return new DeciderDriver<>(decider, codec);
    }

    static <S> CoreDriver<S, Event<?>> of(Folder<S> folder) {
        return new FolderDriver<>(folder);
    }

    /** Decide, then evolve; the journal is the truth. */
    record DeciderDriver<S, C>(Decider<S, C> decider, StateCodec<S> codec) implements CoreDriver<S, C> {
        @Override
        public S initial() {
            return decider.initial();
        }

        @Override
        public void run(Cell<S> cell, List<C> commands, Instant at, @Nullable String causationId, List<Keyed> out) {
            for (C command : commands) {
                for (Draft draft : decider.decide(cell.state(), command, at)) {
                    Keyed stamped = cell.stamp(draft, at, causationId);
                    cell.state(decider.evolve(cell.state(), stamped.event()));
                    out.add(stamped);
                }
            }
        }

        @Override
        public void refold(Cell<S> cell, Event<?> event) {
            cell.state(decider.evolve(cell.state(), event));
        }

        @Override
        public boolean isJournaled() {
            return true;
        }

        @Override
        public byte[] save(S state) {
            return codec.save(state);
        }

        @Override
        public S load(byte[] saved) {
            return codec.load(saved);
        }
    }

    /** Fold the input; the inputs are the truth. */
    record FolderDriver<S>(Folder<S> folder) implements CoreDriver<S, Event<?>> {
        @Override
        public S initial() {
            return folder.initial();
        }

        @Override
        public void run(
                Cell<S> cell, List<Event<?>> commands, Instant at, @Nullable String causationId, List<Keyed> out) {
            for (Event<?> command : commands) {
                for (Draft draft : folder.fold(cell.state(), command)) {
                    out.add(cell.stamp(draft, at, causationId));
                }
            }
        }

        @Override
        public void refold(Cell<S> cell, Event<?> event) {
            // The outputs of a folder say nothing that the inputs do not.
        }

        @Override
        public boolean isJournaled() {
            return false;
        }

        @Override
        public byte[] save(S state) {
            return folder.save(state);
        }

        @Override
        public S load(byte[] saved) {
            return folder.load(saved);
        }
    }
}
