package dev.tapedeck.local.session;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** What a lockstep run needs to know and do. */
interface Pipeline {
    /** Lets the tape move one moment; returns whether it goes on after that. */
    boolean step();

    /** Asks all stages at once how far they are. */
    List<Progress> progress();

    /** Returns the ends of the log. */
    Map<TopicPartition, Long> ends(Set<TopicPartition> partitions);
}
