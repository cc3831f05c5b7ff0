package dev.tapedeck.gateway.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.gateway.core.Channel;
import dev.tapedeck.gateway.core.MessageRing;
import dev.tapedeck.gateway.out.MessageTexts;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClientFeedTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MessageRing ring = new MessageRing(100_000);
    private final FakeClient client = new FakeClient();
    private final ClientFeed feed = new ClientFeed(client, ring, new MessageTexts("g-1"), PATIENCE);

    /** A client that reads at once, or only when told to. */
    private static final class FakeClient implements ClientFeed.Client {
        private final List<String> got = new ArrayList<>();
        private final List<Integer> closed = new ArrayList<>();
        private final Queue<CompletableFuture<Void>> unread = new ArrayDeque<>();
        private boolean reads = true;

        @Override
        public Uni<Void> send(String text) {
            got.add(text);
            var read = new CompletableFuture<Void>();
            if (reads) {
                read.complete(null);
            } else {
                unread.add(read);
            }
            return Uni.createFrom().completionStage(read);
        }

        @Override
        public Uni<Void> close(int code, String reason) {
            closed.add(code);
            return Uni.createFrom().voidItem();
        }

        void readOne() {
            unread.remove().complete(null);
        }
    }

    private void append(int count, Instant at) {
        for (int i = 0; i < count; i++) {
            ring.append(at, Channel.ORDERS, seq -> "m" + seq);
        }
        feed.pump();
    }

    @Test
    void sendsNothingBeforeItBegins() {
        append(3, NOW);
        assertEquals(List.of(), client.got);
    }

    @Test
    void sendsTheSnapshotAndThenWhatFollows() {
        append(3, NOW);
        feed.restart(Channel.ALL, "snapshot", 2, NOW);
        append(1, NOW);
        assertEquals(List.of("snapshot", "m3", "m4"), client.got);
    }

    @Test
    void resumesAfterTheLastMessageSeen() {
        append(5, NOW);
        assertTrue(feed.resume(Channel.ALL, 3, NOW));
        assertEquals(List.of("m4", "m5"), client.got);
        assertFalse(feed.resume(Channel.ALL, 9, NOW));
    }

    @Test
    void sendsOnlyWhatTheClientSubscribedTo() {
        feed.restart(EnumSet.of(Channel.FILLS, Channel.ALERTS), "snapshot", 0, NOW);
        for (Channel channel : Channel.values()) {
            ring.append(NOW, channel, seq -> channel.name());
        }
        feed.pump();
        assertEquals(List.of("snapshot", "FILLS", "ALERTS"), client.got);
    }

    @Test
    void isNotBehindByWhatTheClientDidNotSubscribeTo() {
        feed.restart(EnumSet.of(Channel.FILLS), "snapshot", 0, NOW);
        append(3, NOW);
        assertFalse(feed.closeIfTooSlow(NOW.plus(PATIENCE).plusSeconds(1)));
        feed.heartbeat(NOW);
        assertEquals(
                "{\"type\":\"heartbeat\",\"seq\":3,\"serverTime\":\"2026-11-23T10:00:00Z\"}", client.got.getLast());
    }

    @Test
    void sendsALongBacklogWithoutDeepRecursion() {
        append(50_000, NOW);
        assertTrue(feed.resume(Channel.ALL, 0, NOW));
        assertEquals(50_000, client.got.size());
        assertEquals("m50000", client.got.getLast());
    }

    @Test
    void hasOneMessageOnItsWay() {
        client.reads = false;
        feed.restart(Channel.ALL, "snapshot", 0, NOW);
        append(3, NOW);
        assertEquals(List.of("snapshot"), client.got);
        client.readOne();
        client.readOne();
        assertEquals(List.of("snapshot", "m1", "m2"), client.got);
    }

    @Test
    void beatsWithTheNumberOfTheLastMessage() {
        feed.restart(Channel.ALL, "snapshot", 0, NOW);
        append(2, NOW);
        feed.heartbeat(NOW);
        assertEquals(
                "{\"type\":\"heartbeat\",\"seq\":2,\"serverTime\":\"2026-11-23T10:00:00Z\"}", client.got.getLast());
    }

    @Test
    void doesNotBeatWhileAMessageIsOnItsWay() {
        client.reads = false;
        feed.restart(Channel.ALL, "snapshot", 0, NOW);
        feed.heartbeat(NOW);
        client.readOne();
        assertEquals(List.of("snapshot"), client.got);
    }

    @Test
    void tellsAndClosesAClientWhoseNextMessageIsTooOld() {
        client.reads = false;
        feed.restart(Channel.ALL, "snapshot", 0, NOW);
        append(1, NOW.plusSeconds(1));
        assertFalse(feed.closeIfTooSlow(NOW.plusSeconds(11)));
        assertTrue(feed.closeIfTooSlow(NOW.plusSeconds(12)));
        assertEquals("{\"type\":\"tooSlow\",\"seq\":0}", client.got.getLast());
        assertEquals(List.of(1013), client.closed);
        assertFalse(feed.closeIfTooSlow(NOW.plusSeconds(13)));
    }

    @Test
    void tellsAndClosesAClientThatTheRingLeftBehind() {
        client.reads = false;
        feed.restart(Channel.ALL, "snapshot", 0, NOW);
        append(100_001, NOW);
        assertTrue(feed.closeIfTooSlow(NOW));
    }

    @Test
    void givesAResumedClientTimeToCatchUpWithOldMessages() {
        client.reads = false;
        append(5, NOW);
        Instant later = NOW.plusSeconds(600);
        assertTrue(feed.resume(Channel.ALL, 0, later));
        assertFalse(feed.closeIfTooSlow(later.plusSeconds(9)));
        assertTrue(feed.closeIfTooSlow(later.plusSeconds(11)));
    }

    @Test
    void keepsAClientThatHasEverything() {
        feed.restart(Channel.ALL, "snapshot", 0, NOW);
        append(3, NOW);
        assertFalse(feed.closeIfTooSlow(NOW.plusSeconds(3_600)));
        assertEquals(List.of(), client.closed);
    }
}
