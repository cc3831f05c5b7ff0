package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.core.Channel;
import dev.tapedeck.gateway.core.MessageRing;
import dev.tapedeck.gateway.core.Projection;
import dev.tapedeck.gateway.out.MessageTexts;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All WebSocket clients. Each gets a snapshot or what it missed, then everything in order; clients that cannot keep up, and those whose token has expired, are told and closed. Safe for use by many
 * threads.
 */
public final class ClientFeeds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientFeeds.class);
    private static final int TRY_AGAIN_LATER = 1013;
    private static final int POLICY_VIOLATION = 1008;
    /** Of the codes that are free for applications; with the status of HTTP in it. */
    static final int TOKEN_EXPIRED = 4401;

    static final int TOO_MANY = 4429;

    /**
     * How clients are served.
     *
     * @param patience how old a client's next message may become before the client is too slow
     * @param resumeWait how long a new client may take to ask for a resume
     * @param clientsMax open sockets; more are refused
     * @param clientsPerUserMax open sockets of one user; more are refused
     */
    public record Settings(
            Duration conflation,
            Duration heartbeat,
            Duration resumeWait,
            Duration patience,
            int clientsMax,
            int clientsPerUserMax) {}

    /**
     * A client and who it is.
     *
     * @param until when its token expires
     */
    private record Guest(ClientFeed feed, String user, Instant until) {}

    private final Projection projection;
    private final MessageRing ring;
    private final MessageTexts texts;
    private final Settings settings;
    private final Clock clock;
    private final Map<String, Guest> guests = new ConcurrentHashMap<>();
    private final AtomicLong tooSlow = new AtomicLong();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("gateway-clients").unstarted(task));

    public ClientFeeds(Projection projection, MessageRing ring, MessageTexts texts, Settings settings, Clock clock) {
        this.projection = projection;
        this.ring = ring;
        this.texts = texts;
        this.settings = settings;
        this.clock = clock;
    }

    public void start() {
        every(settings.conflation, this::publishMarket);
        every(settings.heartbeat, this::beat);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    public int clients() {
        return guests.size();
    }

    /** Returns how many clients were closed because they could not keep up. */
    public long tooSlowClients() {
        return tooSlow.get();
    }

    /** @param until when the user's token expires, and with it the connection */
    void open(WebSocketConnection connection, String user, Instant until) {
        if (!projection.isRestored()) {
            refuse(connection, TRY_AGAIN_LATER, "restoring");
        } else if (guests.size() >= settings.clientsMax) {
            refuse(connection, TRY_AGAIN_LATER, "too many clients");
        } else if (countOf(user) >= settings.clientsPerUserMax) {
            refuse(connection, TOO_MANY, "too many connections of this user");
        } else {
            var feed = new ClientFeed(client(connection), ring, texts, settings.patience);
            guests.put(connection.id(), new Guest(feed, user, until));
            once(settings.resumeWait, () -> snapshotUnlessResuming(feed));
        }
    }

    private long countOf(String user) {
        return guests.values().stream().filter(guest -> guest.user.equals(user)).count();
    }

    void closed(WebSocketConnection connection) {
        guests.remove(connection.id());
    }

    void received(WebSocketConnection connection, String message) {
        Guest guest = guests.get(connection.id());
        if (guest == null) {
            return;
        }
        ClientFeed feed = guest.feed;
        feed.claimBeginning();
        Optional<Wish> wish = Wish.parse(message);
        if (wish.isEmpty()) {
            feed.close(POLICY_VIOLATION, "expected a resume or subscribe message");
        } else if (!resumed(feed, wish.get())) {
            sendSnapshot(feed, wish.get().channels());
        }
    }

    private boolean resumed(ClientFeed feed, Wish wish) {
        return wish.gatewayId().filter(texts.gatewayId()::equals).isPresent()
                && feed.resume(wish.channels(), wish.lastSeq(), clock.instant());
    }

    /** Sends to all clients what is new for them. */
    public void pump() {
        guests.values().forEach(guest -> guest.feed.pump());
    }

    private void publishMarket() {
        projection.publishMarket(clock.instant());
        pump();
    }

    private void beat() {
        Instant now = clock.instant();
        for (Guest guest : guests.values()) {
            if (!now.isBefore(guest.until)) {
                guest.feed.close(TOKEN_EXPIRED, "token expired");
            } else if (guest.feed.closeIfTooSlow(now)) {
                tooSlow.incrementAndGet();
            } else {
                guest.feed.heartbeat(now);
            }
        }
    }

    private void snapshotUnlessResuming(ClientFeed feed) {
        if (feed.claimBeginning()) {
            sendSnapshot(feed, Channel.ALL);
        }
    }

    private void sendSnapshot(ClientFeed feed, Set<Channel> channels) {
        Instant now = clock.instant();
        Projection.Numbered picture = projection.snapshot(now);
        feed.restart(channels, texts.snapshot(picture.of(channels), now), picture.seq(), now);
    }

    private static ClientFeed.Client client(WebSocketConnection connection) {
        return new ClientFeed.Client() {
            @Override
            public Uni<Void> send(String text) {
                return connection.sendText(text);
            }

            @Override
            public Uni<Void> close(int code, String reason) {
                return connection.close(new CloseReason(code, reason));
            }
        };
    }

    private static void refuse(WebSocketConnection connection, int code, String reason) {
        connection
                .close(new CloseReason(code, reason))
                .subscribe()
                .with(done -> {}, gone -> LOG.debug("Client {} left before it was refused", connection.id(), gone));
    }

    // The futures tell of failure only, and a guarded task has none.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void once(Duration delay, Runnable task) {
        timer.schedule(guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void every(Duration period, Runnable task) {
        timer.scheduleWithFixedDelay(guarded(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A task that throws would never run again. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException failed) {
                LOG.error("Clients could not be served this time", failed);
            }
        };
    }
}
