package dev.tapedeck.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageRingTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final MessageRing ring = new MessageRing(4);

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            ring.append(NOW, Channel.ORDERS, seq -> "m" + seq);
        }
    }

    private List<String> after(long seq) {
        var texts = new ArrayList<String>();
        Optional<MessageRing.Entry> next = ring.after(seq);
        while (next.isPresent()) {
            texts.add(next.get().text());
            next = ring.after(next.get().seq());
        }
        return texts;
    }

    @Test
    void numbersMessagesFromOne() {
        append(2);
        assertEquals(List.of("m1", "m2"), after(0));
        assertEquals(2, ring.lastSeq());
    }

    @Test
    void givesExactlyWhatWasMissed() {
        append(10);
        assertEquals(List.of("m8", "m9", "m10"), after(7));
        assertEquals(List.of(), after(10));
    }

    @Test
    void reachesAsFarBackAsItHolds() {
        append(10);
        assertTrue(ring.reaches(6));
        assertFalse(ring.reaches(5));
        assertEquals(List.of("m7", "m8", "m9", "m10"), after(6));
    }

    @Test
    void doesNotReachNumbersThatItNeverGave() {
        append(3);
        assertFalse(ring.reaches(4));
        assertFalse(ring.reaches(-1));
    }

    @Test
    void refusesACapacityBelowOne() {
        assertThrows(IllegalArgumentException.class, () -> new MessageRing(0));
    }
}
