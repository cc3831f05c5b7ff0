package dev.tapedeck.local.session;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** What a lockstep run needs to know and do. */
interface Pipeline {
    /** Lets the tape move one moment; returns whether it goes on after that. */
    boolean step();

    /** Names all stages. */
    Set<String> stages();

    /** Names the stages that the venue speaks to, so that work may reach them past the log. */
    Set<String> venueListeners();

    /**
     * Asks some stages at once how far they are. Each answers as soon as it has drained to the positions, or after a while as it is.
     *
     * @param reached by stage, the positions that it is to reach before it answers
     */
    List<Progress> await(Map<String, Map<TopicPartition, Long>> reached);

    /** Returns the ends of the log. */
    Map<TopicPartition, Long> ends(Set<TopicPartition> partitions);
}
