package dev.tapedeck.kit.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What every stage counts. Labels come from small fixed sets: the stage and topics of the catalogue. */
final class StageMetrics {
    private final MeterRegistry registry;
    private final String stage;
    /** By name, then by topic. */
    private final Map<String, Map<String, Counter>> counters = new ConcurrentHashMap<>();

    private final Timer batches;

    /** @param rowsWait how many rows of tables wait for what they follow from */
    StageMetrics(MeterRegistry registry, String stage, Supplier<Number> rowsWait) {
        this.registry = registry;
        this.stage = stage;
        this.batches = Timer.builder("tapedeck_stage_batch_seconds")
                .description("Time to decide the records of one poll")
                .tag("stage", stage)
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        Gauge.builder("tapedeck_stage_rows_waiting", rowsWait)
                .description("Rows of tables that wait until what they follow from is taken")
                .tag("stage", stage)
                .register(registry);
    }

    void consumed(String topic) {
        counter("tapedeck_events_consumed_total", topic).increment();
    }

    void published(String topic) {
        counter("tapedeck_events_published_total", topic).increment();
    }

    void repeated(String topic) {
        counter("tapedeck_events_repeated_total", topic).increment();
    }

    void missing(String topic, long events) {
        counter("tapedeck_events_missing_total", topic).increment((double) events);
    }

    void deadLetter(String topic) {
        counter("tapedeck_dead_letters_total", topic).increment();
    }

    void snapshotSkipped() {
        registry.counter("tapedeck_snapshots_skipped_total", "stage", stage).increment();
    }

    Timer batches() {
        return batches;
    }

    /** The registry's own look-up builds and sorts the tags first, for each event of every stage twice. */
    private Counter counter(String name, String topic) {
        return counters.computeIfAbsent(name, ignored -> new ConcurrentHashMap<>())
                .computeIfAbsent(topic, ignored -> registry.counter(name, "stage", stage, "topic", topic));
    }
}
