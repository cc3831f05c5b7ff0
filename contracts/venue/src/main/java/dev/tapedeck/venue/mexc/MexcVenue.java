package dev.tapedeck.venue.mexc;

import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.venue.Account;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.MarketQueries;
import dev.tapedeck.venue.PrivateStream;
import dev.tapedeck.venue.PublicFeed;
import dev.tapedeck.venue.Venue;
import dev.tapedeck.venue.VenueClock;
import dev.tapedeck.venue.VenueConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MEXC, or anything that speaks its protocol. One instance serves a whole service. */
public final class MexcVenue implements Venue, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MexcVenue.class);

    /** The longest push is a full depth frame of 20 levels; this leaves room for merged bursts of trades. */
    private static final int MESSAGE_BYTES_MAX = 1 << 20;

    private static final int SOCKETS_MAX = 200;

    private final Vertx vertx;
    private final VenueConfig config;
    private final InstantSource ours;
    private final VenueClock clock;
    private final AtomicBoolean readingClock = new AtomicBoolean();
    private final MexcRest rest;
    private final WebSocketClient sockets;
    private final MarketQueries market;
    private final Account account;

    /**
     * Connects to nothing yet.
     *
     * @param ours our clock; where it differs too much from the venue's, the first signed requests are refused
     */
    public MexcVenue(Vertx vertx, VenueConfig config, InstantSource ours) {
        this.vertx = vertx;
        this.config = config;
        this.ours = ours;
        this.clock = new VenueClock(ours);
        this.rest = new MexcRest(vertx, config, clock, this::readClock);
        this.sockets = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setConnectTimeout(config.connectTimeoutMillis())
                .setMaxFrameSize(MESSAGE_BYTES_MAX)
                .setMaxMessageSize(MESSAGE_BYTES_MAX)
                .setMaxConnections(SOCKETS_MAX));
        this.market = new MexcMarketQueries(rest, ours);
        this.account = new MexcAccount(rest);
    }

    @Override
    public String name() {
        return "mexc";
    }

    @Override
    public VenueClock clock() {
        return clock;
    }

    @Override
    public MarketQueries market() {
        return market;
    }

    @Override
    public Account account() {
        return account;
    }

    @Override
    public PublicFeed publicFeed(Set<Symbol> symbols, Set<PublicFeed.Channel> channels, PublicFeed.Listener listener) {
        return new MexcPublicFeed(symbols, channels, listener, sockets());
    }

    /** The configuration must have credentials. */
    @Override
    public PrivateStream privateStream(PrivateStream.Listener listener) {
        if (!config.hasCredentials()) {
            throw new IllegalStateException("a private stream needs an API key and a secret, had " + config);
        }
        var signature = new MexcSignature(config.apiKey(), config.secret());
        return new MexcPrivateStream(listener, () -> login(signature), this::readClock, sockets());
    }

    /** Closes the HTTP and WebSocket clients; feeds and streams are to be closed before. */
    @Override
    public void close() {
        rest.close();
        sockets.close();
    }

    /** Unless it is being asked for already. Until the answer comes, requests carry the time as it was. */
    private void readClock() {
        if (readingClock.compareAndSet(false, true)) {
            Instant askedAt = ours.instant();
            market.serverTime().thenAccept(answer -> {
                if (answer instanceof Lookup.Found<Instant>(Instant venueTime)) {
                    clock.read(venueTime, askedAt, ours.instant());
                    LOG.warn(
                            "The venue refused a request for its time, or a login; its clock is {} ms ahead of ours",
                            clock.aheadMillis());
                }
                readingClock.set(false);
            });
        }
    }

    private Map<String, String> login(MexcSignature signature) {
        String requestTime = Long.toString(clock.millis());
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("apiKey", config.apiKey());
        parameters.put("reqTime", requestTime);
        parameters.put("signature", signature.of(requestTime, ""));
        return parameters;
    }

    /** All sockets of one feed share one context, so that its listener hears one thing at a time. */
    private Function<MexcSocket.Owner, MexcSocket> sockets() {
        Context context = vertx.getOrCreateContext();
        var random = new SplittableRandom();
        return owner -> new MexcSocket(vertx, context, sockets, config.socketUri(), new Backoff(random), owner);
    }
}
