package dev.tapedeck.kit.stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which record of the log an input is. On the wire {@code topic|partition|offset|sequence|subject}.
 *
 * @param sequence of the event within its subject, by which a repeat is known
 */
record InputRef(String topic, int partition, long offset, long sequence, String subject) {

    TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }

    String encode() {
        return topic + "|" + partition + "|" + offset + "|" + sequence + "|" + subject;
    }

    static @Nullable InputRef of(ConsumerRecord<byte[], byte[]> record) {
        String text = Headers.get(record, Headers.INPUT);
        if (text == null) {
            return null;
        }
        String[] fields = text.split("\\|", 5);
        return new InputRef(
                fields[0],
                Integer.parseInt(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                fields[4]);
    }
}
