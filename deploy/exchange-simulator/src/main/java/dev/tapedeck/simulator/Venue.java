package dev.tapedeck.simulator;

import dev.tapedeck.simulator.access.ApiKey;
import dev.tapedeck.simulator.access.RateLimiter;
import dev.tapedeck.simulator.control.ControlRoutes;
import dev.tapedeck.simulator.control.FaultRoutes;
import dev.tapedeck.simulator.control.PositionControl;
import dev.tapedeck.simulator.core.AccountOpening;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.fault.CallFaults;
import dev.tapedeck.simulator.fault.FaultBoard;
import dev.tapedeck.simulator.fault.FaultKind;
import dev.tapedeck.simulator.fault.SkewedClock;
import dev.tapedeck.simulator.market.MarketView;
import dev.tapedeck.simulator.market.ShownMarket;
import dev.tapedeck.simulator.play.Playback;
import dev.tapedeck.simulator.play.TapeDrive;
import dev.tapedeck.simulator.rest.PrivateRoutes;
import dev.tapedeck.simulator.rest.PublicRoutes;
import dev.tapedeck.simulator.socket.SocketEndpoint;
import dev.tapedeck.simulator.socket.SocketHub;
import dev.tapedeck.simulator.tape.InvalidTapeException;
import dev.tapedeck.simulator.tape.MergedTape;
import dev.tapedeck.simulator.tape.Recording;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A running venue: exchange, tape, REST, sockets and control API on one port and one event loop. */
public final class Venue implements AutoCloseable {
    private static final String SOCKET_PATH = "/edge";
    private static final long LARGEST_BODY_BYTES = 1 << 16;
    private static final long SWEEP_EVERY_MILLIS = 1000;
    private static final int NOT_FOUND = 404;

    private final Vertx vertx;
    private final TapeDrive drive;
    private final int port;

    private Venue(Vertx vertx, TapeDrive drive, int port) {
        this.vertx = vertx;
        this.drive = drive;
        this.port = port;
    }

    /**
     * Starts a venue and returns once it listens. Fails with {@link InvalidTapeException} for a tape that has nothing
     * to play, and with the bind error when the port is taken.
     */
    public static Venue start(VenueOptions options) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        try {
            return assemble(vertx, options).get();
        } catch (ExecutionException e) {
            vertx.close();
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (RuntimeException e) {
            vertx.close();
            throw e;
        }
    }

    /** Builds everything and plays the history here; from listening on, all belongs to the event loop. */
    private static CompletableFuture<Venue> assemble(Vertx vertx, VenueOptions options) {
        List<Recording> recordings = options.recordings();
        long firstMillis =
                recordings.stream().mapToLong(Recording::firstMillis).min().orElseThrow();
        long lastMillis =
                recordings.stream().mapToLong(Recording::lastMillis).max().orElseThrow();
        long startMillis = options.fromMillis() == null ? firstMillis : Math.max(firstMillis, options.fromMillis());
        long endMillis = options.toMillis() == null ? lastMillis + 1 : Math.min(lastMillis + 1, options.toMillis());
        if (startMillis >= endMillis) {
            throw new InvalidTapeException(
                    "nothing to play: the tapes run from %s to %s, --from and --to ask for %s to %s"
                            .formatted(firstMillis, lastMillis, options.fromMillis(), options.toMillis()));
        }
        Clock wallClock = Clock.systemUTC();
        Exchange exchange = new Exchange(
                recordings.stream().map(Recording::opening).toList(),
                options.apiKeys().stream()
                        .map(apiKey -> new AccountOpening(apiKey.key(), apiKey.balance()))
                        .toList(),
                firstMillis,
                options.duplicateAnswersExisting(),
                Exchange.DEFAULT_LEDGER_LIMIT);
        List<MarketView> views =
                exchange.markets().stream().map(MarketView::new).toList();
        FaultBoard faults = new FaultBoard(System::nanoTime);
        ShownMarket shown = new ShownMarket(
                exchange, views, () -> faults.active(FaultKind.FROZEN_MARKET).isPresent());
        Clock shownClock = new SkewedClock(wallClock, faults);
        SocketHub hub = new SocketHub(faults);
        TapeDrive drive = new TapeDrive(
                vertx,
                exchange,
                views,
                hub,
                listener -> new Playback(new MergedTape(recordings), exchange, views, listener, startMillis, endMillis),
                options.pace(),
                options.playing(),
                options.heartbeatMillis());
        Map<String, ApiKey> apiKeys =
                options.apiKeys().stream().collect(Collectors.toMap(ApiKey::key, Function.identity()));
        SocketEndpoint sockets =
                new SocketEndpoint(vertx, faults, hub, drive.publisher(), exchange, views, apiKeys, shownClock);

        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY_BYTES));
        RateLimiter limiter = new RateLimiter(options.rateLimited());
        new PublicRoutes(exchange, shown, limiter, wallClock, shownClock).mount(router);
        Runnable publishChanges = drive.accountPublisher()::publishChanges;
        PrivateRoutes.mount(
                router,
                exchange,
                apiKeys,
                limiter,
                wallClock,
                shownClock,
                new CallFaults(vertx, faults),
                publishChanges);
        Door door = new Door(vertx, options.host(), options.port(), request -> handle(request, router, sockets));
        new ControlRoutes(exchange, drive, hub, endMillis - 1).mount(router);
        FaultSwitch faultSwitch = new FaultSwitch(vertx, faults, exchange, hub, door, shown, publishChanges);
        new FaultRoutes(faults, faultSwitch::arm, faultSwitch::clear).mount(router);
        new PositionControl(exchange, publishChanges).mount(router);

        CompletableFuture<Venue> started = new CompletableFuture<>();
        vertx.runOnContext(ignored -> door.open()
                .onSuccess(port -> {
                    vertx.setPeriodic(SWEEP_EVERY_MILLIS, timer -> hub.sweep(System.nanoTime(), wallClock.millis()));
                    drive.start();
                    started.complete(new Venue(vertx, drive, port));
                })
                .onFailure(started::completeExceptionally));
        return started;
    }

    private static void handle(HttpServerRequest request, Router router, SocketEndpoint sockets) {
        boolean upgrades = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
        if (!upgrades) {
            router.handle(request);
        } else if (SOCKET_PATH.equals(request.path())) {
            request.toWebSocket().onSuccess(sockets::accept);
        } else {
            request.response().setStatusCode(NOT_FOUND).end();
        }
    }

    public int port() {
        return port;
    }

    /** Stops listening, closes every connection and the tape. */
    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        drive.close();
    }
}
