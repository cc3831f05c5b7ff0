package dev.tapedeck.local.session;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.FeedEvent.FeedStatusChanged;
import dev.tapedeck.contracts.event.FeedEvent.State;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.log.LogReader;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Waits for the feeds of a stack, so that a session that must be repeatable never starts before its market is heard. */
public final class LiveFeeds {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private LiveFeeds() {}

    /**
     * Returns when the log says that every symbol's feed is live.
     *
     * @throws StackFailure when that takes longer than 30 seconds
     */
    public static void await(Layout layout, List<String> symbols) {
        long deadlineNanos = System.nanoTime() + LIMIT.toNanos();
        try (var log = new LogReader(layout.bootstrapServers())) {
            Set<String> live = live(log);
            while (!live.containsAll(symbols)) {
                if (System.nanoTime() > deadlineNanos) {
                    throw new StackFailure("the feeds of " + symbols + " must be LIVE within " + LIMIT.toSeconds()
                            + " s, only these are: " + live);
                }
                live = live(log);
            }
        }
    }

    private static Set<String> live(LogReader log) {
        var live = new HashSet<String>();
        log.newestByKey(Topic.FEED_STATUS.topicName()).forEach((symbol, value) -> {
            if (isLive(value)) {
                live.add(symbol);
            }
        });
        return live;
    }

    private static boolean isLive(byte[] value) {
        try {
            return EventCodec.decode(value).data() instanceof FeedStatusChanged changed
                    && changed.state() == State.LIVE;
        } catch (UndecodableEvent poison) {
            return false;
        }
    }
}
