package dev.tapedeck.kit.stream;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CellTest {
    private static final int EVERY = 10;

    private final Cell<String> cell = new Cell<>(0, "toy", "");

    @Test
    void takesASnapshotAfterSoManyRecords() {
        write(EVERY - 1);
        assertFalse(cell.isSnapshotDue(EVERY));
        write(1);
        assertTrue(cell.isSnapshotDue(EVERY));
    }

    @Test
    void takesALargeSnapshotOnlyWhenTheLogHasGrownByAsMuch() {
        cell.snapshotTaken(1 << 20);
        write(4_095);
        assertFalse(cell.isSnapshotDue(EVERY));
        write(1);
        assertTrue(cell.isSnapshotDue(EVERY));
    }

    private void write(int records) {
        for (int i = 0; i < records; i++) {
            cell.nextIndex();
        }
    }
}
