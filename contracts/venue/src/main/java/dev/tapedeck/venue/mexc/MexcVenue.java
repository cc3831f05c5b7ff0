package dev.tapedeck.venue.mexc;

import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.venue.Account;
import dev.tapedeck.venue.MarketQueries;
import dev.tapedeck.venue.PrivateStream;
import dev.tapedeck.venue.PublicFeed;
import dev.tapedeck.venue.Venue;
import dev.tapedeck.venue.VenueConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/** MEXC, or anything that speaks its protocol. One instance serves a whole service. */
public final class MexcVenue implements Venue, AutoCloseable {
    /** The longest push is a full depth frame of 20 levels; this leaves room for merged bursts of trades. */
    private static final int MESSAGE_BYTES_MAX = 1 << 20;

    private static final int SOCKETS_MAX = 200;

    private final Vertx vertx;
    private final VenueConfig config;
    private final InstantSource clock;
    private final MexcRest rest;
    private final WebSocketClient sockets;
    private final MarketQueries market;
    private final Account account;

    /**
     * Connects to nothing yet.
     *
     * @param clock gives the time of signed requests; it must be within 10 s of the venue's
     */
    public MexcVenue(Vertx vertx, VenueConfig config, InstantSource clock) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
        this.rest = new MexcRest(vertx, config, clock);
        this.sockets = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setConnectTimeout(config.connectTimeoutMillis())
                .setMaxFrameSize(MESSAGE_BYTES_MAX)
                .setMaxMessageSize(MESSAGE_BYTES_MAX)
                .setMaxConnections(SOCKETS_MAX));
        this.market = new MexcMarketQueries(rest, clock);
        this.account = new MexcAccount(rest);
    }

    @Override
    public String name() {
        return "mexc";
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
        return new MexcPrivateStream(listener, () -> login(signature), sockets());
    }

    /** Closes the HTTP and WebSocket clients; feeds and streams are to be closed before. */
    @Override
    public void close() {
        rest.close();
        sockets.close();
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
