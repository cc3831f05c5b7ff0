package dev.tapedeck.gateway.in;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.gateway.core.FeedView;
import dev.tapedeck.gateway.core.Projection;
import dev.tapedeck.gateway.core.Roles;
import dev.tapedeck.gateway.core.SessionView;
import dev.tapedeck.gateway.out.MessageTexts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How everything is, on one page. */
@Path("/api/trading/status")
@Produces(MediaType.APPLICATION_JSON)
public class StatusResource {
    private final Projection projection;
    private final MessageTexts texts;
    private final LogFollower follower;
    private final ClientFeeds feeds;
    private final HistoryProjector history;
    private final Clock clock;

    public StatusResource(
            Projection projection,
            MessageTexts texts,
            LogFollower follower,
            ClientFeeds feeds,
            HistoryProjector history,
            Clock clock) {
        this.projection = projection;
        this.texts = texts;
        this.follower = follower;
        this.feeds = feeds;
        this.history = history;
        this.clock = clock;
    }

    /**
     * The state of things.
     *
     * @param sessions those that are running
     * @param counts distinct events by topic
     * @param lag records that are on the log and were not read yet
     * @param deadLetters records that this gateway could not read
     * @param clients open WebSockets
     */
    public record Status(
            String gatewayId,
            Instant serverTime,
            boolean restored,
            List<SessionView> sessions,
            List<FeedView> feeds,
            List<Event<?>> tradingStates,
            @Nullable Event<?> venue,
            Map<String, Long> counts,
            long lag,
            long deadLetters,
            int clients,
            HistoryStatus history) {}

    /**
     * How the history is.
     *
     * @param available whether it follows the log now
     * @param lag records of this gateway's partitions that are not in it yet
     * @param missed records that the log had forgotten before they were in it
     */
    public record HistoryStatus(boolean available, long lag, long missed) {}

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Status status() {
        Instant now = clock.instant();
        boolean restored = projection.isRestored();
        return projection.read(model -> {
            var counts = new LinkedHashMap<String, Long>();
            model.counts().forEach((topic, count) -> counts.put(topic.topicName(), count));
            return new Status(
                    texts.gatewayId(),
                    now,
                    restored,
                    model.runningSession().stream().toList(),
                    model.feeds(now),
                    model.tradingStates(),
                    model.venue().orElse(null),
                    counts,
                    follower.lagRecords(),
                    follower.deadLetterCount(),
                    feeds.clients(),
                    new HistoryStatus(history.isAvailable(), history.lagRecords(), history.missedRecords()));
        });
    }
}
