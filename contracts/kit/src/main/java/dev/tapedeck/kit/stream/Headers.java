package dev.tapedeck.kit.stream;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Names and text form of the record headers that recovery reads. */
final class Headers {
    /** The cell that wrote the record. */
    static final String CELL = "td-cell";
    /** Counts the cell's records over all its outputs; gives recovery their order. */
    static final String INDEX = "td-index";
    /** The input that caused it, see {@link InputRef}. */
    static final String INPUT = "td-input";
    /** Which of how many records of one decision this is: {@code 1/3}. */
    static final String PART = "td-part";

    private Headers() {}

    static void put(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable String get(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    static long number(ConsumerRecord<byte[], byte[]> record, String name, long absent) {
        String text = get(record, name);
        return text == null ? absent : Long.parseLong(text);
    }
}
