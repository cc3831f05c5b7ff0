package dev.tapedeck.kit.stream;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.testkit.TestBroker;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class SnapshotStoreTest {
    private static final int CELL = 2;

    private final SnapshotStore store = new SnapshotStore(Service.ORDER.stateTopic());

    @Test
    void aSnapshotOfSeveralMebibytesIsWrittenAndComesBack() throws ExecutionException, InterruptedException {
        CellSnapshot large = snapshot(Service.STATE_RECORD_BYTES_MAX / 2);
        try (TestBroker broker = TestBroker.start();
                var producer = KafkaClients.producer(broker.bootstrapServers(), "test");
                var reader = new LogReader(broker.bootstrapServers(), "test")) {
            producer.send(store.record(CELL, large).orElseThrow()).get();

            assertTrue(store.load(CELL, reader).filter(large::equals).isPresent());
        }
    }

    @Test
    void aSnapshotThatTheTopicCannotTakeIsNotWritten() {
        assertTrue(store.record(CELL, snapshot(Service.STATE_RECORD_BYTES_MAX)).isEmpty());
    }

    private static CellSnapshot snapshot(int stateBytes) {
        return new CellSnapshot("A".repeat(stateBytes), 7, Map.of("orders-2", 8L), Map.of(), Map.of(), Map.of());
    }
}
