package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import java.util.List;
import java.util.Map;

/**
 * What a stage reads and writes.
 *
 * @param instance which replica this is; a replica that comes back under its name gets its partitions back at once
 * @param inputs topics shared out in the consumer group; all have {@code cells} partitions, and partition n of each goes to cell n
 * @param tables topics that every replica reads in full, from the beginning, before the first input
 * @param journal topics whose fold is the state of a decider; more than one only where order between them does not matter
 * @param derived topics that hold projections of the journal: what is missing there after a crash is written again
 * @param cells how many partitions the state is split into
 * @param snapshotEvery output records after which a snapshot is written, more when it is large
 * @param follows tables whose rows follow from another topic that is read, with that topic: a row is taken after all of that topic that was there when the row came
 */
public record StageSettings(
        Service service,
        String bootstrapServers,
        String instance,
        List<Topic> inputs,
        List<Topic> tables,
        List<Topic> journal,
        List<Topic> derived,
        int cells,
        int snapshotEvery,
        Map<Topic, Topic> follows) {

    public static final int SNAPSHOT_EVERY = 5_000;

    public StageSettings {
        for (Topic input : inputs) {
            if (input.partitions() != cells) {
                throw new IllegalArgumentException("input " + input.topicName() + " of " + service.id() + " must have "
                        + cells + " partitions, had " + input.partitions());
            }
        }
        if (journal.isEmpty()) {
            throw new IllegalArgumentException(service.id() + " must have a journal");
        }
        follows = Map.copyOf(follows);
        for (var one : follows.entrySet()) {
            if (!tables.contains(one.getKey())
                    || !(inputs.contains(one.getValue()) || tables.contains(one.getValue()))) {
                throw new IllegalArgumentException(
                        "a table of " + service.id() + " must follow what it reads, was " + one);
            }
        }
    }

    public StageSettings(
            Service service,
            String bootstrapServers,
            String instance,
            List<Topic> inputs,
            List<Topic> tables,
            List<Topic> journal,
            List<Topic> derived,
            int cells,
            int snapshotEvery) {
        this(service, bootstrapServers, instance, inputs, tables, journal, derived, cells, snapshotEvery, Map.of());
    }

    /** Returns the same, in which the table's rows follow from the other topic. */
    public StageSettings following(Topic table, Topic other) {
        return new StageSettings(
                service,
                bootstrapServers,
                instance,
                inputs,
                tables,
                journal,
                derived,
                cells,
                snapshotEvery,
                Map.of(table, other));
    }

    /** Returns whether cell n alone writes partition n of the topic. */
    boolean isCellOwned(Topic topic) {
        return !inputs.isEmpty()
                && topic.partitions() == cells
                && inputs.getFirst().key().equals(topic.key());
    }
}
