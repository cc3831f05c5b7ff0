package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.kit.decide.Draft;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The state of one partition and the bookkeeping that recovery needs. Owned by the stage's thread. */
final class Cell<S> {
    /** About half of what a record takes on the log. */
    private static final int SNAPSHOT_BYTES_A_RECORD = 256;

    private final int number;
    private final String source;
    private final BoundedCounters seen = new BoundedCounters();
    private final BoundedCounters sequences = new BoundedCounters();
    /** Next offset to process, per input partition, as far as outputs or a snapshot prove it. */
    private final Map<TopicPartition, Long> inputs = new HashMap<>();
    /** Next offset of each output partition that the state does not cover yet. */
    private final Map<TopicPartition, Long> outputs = new HashMap<>();

    private S state;
    private long index;
    private int sinceSnapshot;
    private int snapshotBytes;

    Cell(int number, String source, S initial) {
        this.number = number;
        this.source = source;
        this.state = initial;
    }

    int number() {
        return number;
    }

    S state() {
        return state;
    }

    void state(S next) {
        state = next;
    }

    boolean hasSeen(InputRef input) {
        return input.sequence() <= seen.get(input.topic(), input.subject());
    }

    /** Returns how many events of the input's subject never came, 0 when it is the next one or the first. */
    long missingBefore(InputRef input) {
        long last = seen.get(input.topic(), input.subject());
        return last == 0 ? 0 : Math.max(0, input.sequence() - last - 1);
    }

    void markSeen(InputRef input) {
        seen.raise(input.topic(), input.subject(), input.sequence());
        inputs.merge(input.topicPartition(), input.offset() + 1, Math::max);
    }

    Keyed stamp(Draft draft, Instant at, @Nullable String causationId) {
        Topic topic = Topic.of(draft.data());
        return new Keyed(
                topic,
                draft.key(),
                new Event<>(
                        draft.id(),
                        source,
                        draft.subject(),
                        at,
                        sequences.next(topic.topicName(), draft.subject()),
                        draft.correlationId(),
                        causationId,
                        draft.data()));
    }

    /** Takes note of an event of this cell that is on the log. */
    void restoreStamp(String topic, Event<?> event, long atIndex) {
        sequences.raise(topic, event.subject(), event.sequence());
        index = Math.max(index, atIndex);
    }

    long nextIndex() {
        sinceSnapshot++;
        return ++index;
    }

    long index() {
        return index;
    }

    /**
     * Returns whether to take a snapshot. One that is large is taken less often, so that the log does not grow by snapshots more than by what they sum up.
     *
     * @param every output records that must come between two, at least
     */
    boolean isSnapshotDue(int every) {
        return sinceSnapshot >= Math.max(every, snapshotBytes / SNAPSHOT_BYTES_A_RECORD);
    }

    void snapshotTaken(int bytes) {
        sinceSnapshot = 0;
        snapshotBytes = bytes;
    }

    Map<TopicPartition, Long> inputs() {
        return inputs;
    }

    Map<TopicPartition, Long> outputs() {
        return outputs;
    }

    void wrote(TopicPartition partition, long offset) {
        outputs.merge(partition, offset + 1, Math::max);
    }

    CellSnapshot snapshot(byte[] saved) {
        return new CellSnapshot(
                Base64.getEncoder().encodeToString(saved),
                index,
                CellSnapshot.named(inputs),
                CellSnapshot.named(outputs),
                seen.copy(),
                sequences.copy());
    }

    void restore(CellSnapshot snapshot, S restored) {
        state = restored;
        index = snapshot.index();
        inputs.putAll(CellSnapshot.partitions(snapshot.inputs()));
        outputs.putAll(CellSnapshot.partitions(snapshot.outputs()));
        seen.restore(snapshot.seen());
        sequences.restore(snapshot.sequences());
    }
}
