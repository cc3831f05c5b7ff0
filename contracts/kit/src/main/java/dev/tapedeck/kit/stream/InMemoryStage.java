package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.kit.decide.Decider;
import dev.tapedeck.kit.decide.Draft;
import dev.tapedeck.kit.decide.Folder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A core on a log that is not kept: the same translation, decisions, ids, sequences and projections as {@link Stage}, without Kafka, threads or recovery. What it
 * writes is handed on at once. For one thread.
 *
 * @param <S> state of a cell
 * @param <C> commands of the core
 */
public final class InMemoryStage<S, C> {
    /** Where events go. */
    @FunctionalInterface
    public interface Log {
        void append(Topic topic, String key, Event<?> event);
    }

    private final Set<Topic> inputs;
    private final Set<Topic> tables;
    private final CoreDriver<S, C> driver;
    private final Translator<C> translator;
    private final Deriver deriver;
    private final Reactor<S> reactor;
    private final Log log;
    private final List<Cell<S>> cells = new ArrayList<>();
    private final Map<String, Cell<S>> cellOfKey = new HashMap<>();

    private InMemoryStage(
            Service service,
            Set<Topic> inputs,
            Set<Topic> tables,
            int cellCount,
            CoreDriver<S, C> driver,
            Translator<C> translator,
            Deriver deriver,
            Reactor<S> reactor,
            Log log) {
        this.inputs = inputs;
        this.tables = tables;
        this.driver = driver;
        this.translator = translator;
        this.deriver = deriver;
        this.reactor = reactor;
        this.log = log;
        for (int cell = 0; cell < cellCount; cell++) {
            cells.add(new Cell<>(cell, service.id(), driver.initial()));
        }
    }

    /** Returns a stage of a decider; {@code inputs} all have the same number of partitions, which is that of the cells, and without inputs there is one cell. */
    public static <S, C> InMemoryStage<S, C> of(
            Service service,
            List<Topic> inputs,
            List<Topic> tables,
            Decider<S, C> decider,
            Translator<C> translator,
            Deriver deriver,
            Reactor<S> reactor,
            Log log) {
        return new InMemoryStage<>(
                service,
                set(inputs),
                set(tables),
                cells(inputs),
                new CoreDriver.DeciderDriver<>(decider, new NeverSaved<>()),
                translator,
                deriver,
                reactor,
                log);
    }

    /** Returns a stage of a folder. */
    public static <S> InMemoryStage<S, Event<?>> of(
            Service service,
            List<Topic> inputs,
            List<Topic> tables,
            Folder<S> folder,
            Translator<Event<?>> translator,
            Log log) {
        return new InMemoryStage<>(
                service,
                set(inputs),
                set(tables),
                cells(inputs),
                CoreDriver.of(folder),
                translator,
                Deriver.none(),
                Reactor.none(),
                log);
    }

    private static Set<Topic> set(List<Topic> topics) {
        return topics.isEmpty() ? EnumSet.noneOf(Topic.class) : EnumSet.copyOf(topics);
    }

    private static int cells(List<Topic> inputs) {
        return inputs.isEmpty() ? 1 : inputs.getFirst().partitions();
    }

    /** Begins as a stage does that found an empty log. */
    public void start() {
        for (Cell<S> cell : cells) {
            reactor.onRestored(cell.number(), cell.state());
        }
    }

    public boolean reads(Topic topic) {
        return inputs.contains(topic) || tables.contains(topic);
    }

    /** Takes an event of a topic, which matters if the stage reads that topic. */
    public void take(Topic topic, String key, Event<?> event) {
        if (inputs.contains(topic)) {
            take(cellOf(topic, key), event);
        } else if (tables.contains(topic)) {
            for (Cell<S> cell : cells) {
                take(cell, event);
            }
        }
    }

    private Cell<S> cellOf(Topic topic, String key) {
        Cell<S> known = cellOfKey.get(key);
        if (known != null) {
            return known;
        }
        Cell<S> cell = cells.get(Partitions.of(topic, key));
        cellOfKey.put(key, cell);
        return cell;
    }

    private void take(Cell<S> cell, Event<?> event) {
        List<C> commands = translator.commands(cell.number(), event);
        if (!commands.isEmpty()) {
            apply(cell, commands, event.time(), event.id());
        }
    }

    /** Asks a cell's core for what follows from a command that came by no topic. */
    public void submit(int cell, C command, Instant at, @Nullable String causationId) {
        apply(cells.get(cell), List.of(command), at, causationId);
    }

    private void apply(Cell<S> cell, List<C> commands, Instant at, @Nullable String causationId) {
        var events = new ArrayList<Keyed>(2);
        driver.run(cell, commands, at, causationId, events);
        for (Keyed keyed : events) {
            append(keyed);
            for (Draft draft : deriver.derive(keyed.event())) {
                append(cell.stamp(draft, keyed.event().time(), keyed.event().id()));
            }
            reactor.onDurable(cell.number(), keyed.event());
        }
    }

    private void append(Keyed keyed) {
        log.append(keyed.topic(), keyed.key(), keyed.event());
    }

    /** State that no snapshot is taken of. */
    private record NeverSaved<S>() implements StateCodec<S> {
        @Override
        public byte[] save(S state) {
            throw new UnsupportedOperationException("a log in memory takes no snapshots");
        }

        @Override
        public S load(byte[] saved) {
            throw new UnsupportedOperationException("a log in memory has no snapshots");
        }
    }
}
