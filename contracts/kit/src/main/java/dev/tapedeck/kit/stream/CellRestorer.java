package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.kit.decide.Draft;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a cell back from its last snapshot and the records that it wrote since.
 *
 * <p>A decision whose records are not all on the log (the process died between two of them) is left out and made again from its input, which gives the
 * same records with the same ids, sequences and index; readers drop the ones that they have.
 */
final class CellRestorer<S> {
    private static final Logger LOG = LoggerFactory.getLogger(CellRestorer.class);

    private final StageSettings settings;
    private final CoreDriver<S, ?> driver;
    private final Deriver deriver;
    private final SnapshotStore snapshots;

    CellRestorer(StageSettings settings, CoreDriver<S, ?> driver, Deriver deriver, SnapshotStore snapshots) {
        this.settings = settings;
        this.driver = driver;
        this.deriver = deriver;
        this.snapshots = snapshots;
    }

    /** A restored cell, what is missing on derived topics, and the last input offset whose outputs are on the log. */
    record Restored<S>(Cell<S> cell, List<Keyed> missing, Map<TopicPartition, Long> emitted) {}

    Restored<S> restore(int number, LogReader reader) {
        var cell = new Cell<>(number, settings.service().id(), driver.initial());
        snapshots.load(number, reader).ifPresent(found -> restore(cell, found));
        List<Written> written = wholeDecisions(readWritten(cell, reader));
        return driver.isJournaled() ? refold(cell, written, reader) : new Restored<>(cell, List.of(), emitted(written));
    }

    /** A state that this version cannot read is passed over: the log holds everything that it held. */
    private void restore(Cell<S> cell, CellSnapshot found) {
        S state;
        try {
            state = driver.load(Base64.getDecoder().decode(found.state()));
        } catch (IllegalStateException unreadable) {
            LOG.warn(
                    "The state of cell {} of {} is kept in a form that this version does not read, restoring from the log alone",
                    cell.number(),
                    settings.service().id(),
                    unreadable);
            return;
        }
        cell.restore(found, state);
    }

    private Restored<S> refold(Cell<S> cell, List<Written> written, LogReader reader) {
        var derived = new ArrayList<Keyed>();
        for (Written one : written) {
            if (one.index <= cell.index()) {
                continue;
            }
            driver.refold(cell, one.event);
            cell.restoreStamp(one.topic, one.event, one.index);
            cell.wrote(one.partition, one.offset);
            if (one.input != null) {
                cell.markSeen(one.input);
            }
            for (Draft draft : deriver.derive(one.event)) {
                derived.add(cell.stamp(draft, one.event.time(), one.event.id()));
            }
        }
        return new Restored<>(cell, missing(cell, derived, reader), Map.of());
    }

    private List<Keyed> missing(Cell<S> cell, List<Keyed> derived, LogReader reader) {
        if (derived.isEmpty()) {
            return List.of();
        }
        Set<String> present = new HashSet<>();
        reader.read(partitions(settings.derived(), cell.number()), cell.outputs(), record -> {
            if (isOf(cell, record)
                    && decode(record).source().equals(settings.service().id())) {
                present.add(decode(record).id());
                cell.wrote(new TopicPartition(record.topic(), record.partition()), record.offset());
            }
        });
        return derived.stream()
                .filter(keyed -> !present.contains(keyed.event().id()))
                .toList();
    }

    /** Returns what the cell wrote after its snapshot, by index; of a record that was written twice, the first. */
    private Collection<Written> readWritten(Cell<S> cell, LogReader reader) {
        var byIndex = new TreeMap<Long, Written>();
        reader.read(partitions(settings.journal(), cell.number()), cell.outputs(), record -> {
            if (isOf(cell, record)) {
                Written one = Written.of(record);
                // A topic may hold what other services' cells of this number wrote.
                if (one.event.source().equals(settings.service().id())) {
                    byIndex.putIfAbsent(one.index, one);
                }
            }
        });
        return byIndex.values();
    }

    /** Returns the records without the last decision when that is not whole. Decisions on commands from outside the log are never made again, so they stay. */
    private static List<Written> wholeDecisions(Collection<Written> written) {
        var whole = new ArrayList<>(written);
        if (whole.isEmpty()) {
            return whole;
        }
        Written last = whole.getLast();
        if (last.input != null && last.part < last.parts) {
            whole.removeIf(one -> last.input.equals(one.input));
        }
        return whole;
    }

    private static Map<TopicPartition, Long> emitted(List<Written> written) {
        var emitted = new HashMap<TopicPartition, Long>();
        for (Written one : written) {
            if (one.input != null) {
                emitted.merge(one.input.topicPartition(), one.input.offset(), Math::max);
            }
        }
        return emitted;
    }

    private List<TopicPartition> partitions(List<Topic> topics, int cell) {
        return topics.stream()
                .flatMap(topic -> settings.isCellOwned(topic)
                        ? java.util.stream.Stream.of(new TopicPartition(topic.topicName(), cell))
                        : IntStream.range(0, topic.partitions())
                                .mapToObj(partition -> new TopicPartition(topic.topicName(), partition)))
                .toList();
    }

    private boolean isOf(Cell<S> cell, ConsumerRecord<byte[], byte[]> record) {
        return Headers.number(record, Headers.CELL, -1) == cell.number();
    }

    private static Event<?> decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return EventCodec.decode(record.value());
        } catch (UndecodableEvent broken) {
            throw new IllegalStateException(
                    "own record " + record.topic() + "-" + record.partition() + "@" + record.offset()
                            + " cannot be read; the state that it is part of cannot be restored",
                    broken);
        }
    }

    private record Written(
            String topic,
            TopicPartition partition,
            long offset,
            Event<?> event,
            long index,
            @Nullable InputRef input,
            int part,
            int parts) {
        static Written of(ConsumerRecord<byte[], byte[]> record) {
            String part = Headers.get(record, Headers.PART);
            String[] fields = part == null ? new String[] {"1", "1"} : part.split("/", 2);
            return new Written(
                    record.topic(),
                    new TopicPartition(record.topic(), record.partition()),
                    record.offset(),
                    decode(record),
                    Headers.number(record, Headers.INDEX, 0),
                    InputRef.of(record),
                    Integer.parseInt(fields[0]),
                    Integer.parseInt(fields[1]));
        }
    }
}
