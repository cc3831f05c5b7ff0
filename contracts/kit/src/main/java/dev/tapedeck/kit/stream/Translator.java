package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.event.Event;
import java.util.List;

/**
 * Turns what is read from topics into what a cell's core is asked. It is shown every record, also one that the cell has seen before, whose
 * commands are then dropped; so it may remember the last state of a table and offer it again when a core needs it.
 *
 * @param <C> commands of the core
 */
@FunctionalInterface
public interface Translator<C> {
    /** Returns the commands for the cell, none when the event does not concern it. Called on the stage's thread. */
    List<C> commands(int cell, Event<?> event);
}
