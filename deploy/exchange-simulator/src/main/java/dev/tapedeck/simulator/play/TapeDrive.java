package dev.tapedeck.simulator.play;

import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.market.MarketView;
import dev.tapedeck.simulator.socket.AccountPublisher;
import dev.tapedeck.simulator.socket.MarketPublisher;
import dev.tapedeck.simulator.socket.SocketHub;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * Moves the tape at its pace and publishes what comes of it. Free: a 10 ms wall timer plays what is due; books and prices
 * are published ten times a wall second where something traded, else once. Lockstep: nothing moves but by {@link #step}.
 * Runs on one event loop; the tape waits while a client does not keep up.
 */
public final class TapeDrive {
    private static final long PLAY_EVERY_MILLIS = 10;
    private static final long PUBLISH_EVERY_MILLIS = 100;
    private static final int PUBLISHES_A_SECOND = 10;
    private static final int MERGE_EVERY = 2;
    private static final int TICKERS_EVERY = 20;
    private static final int FUNDING_EVERY = 600;
    private static final int MOST_PRINTS_A_SLICE = 2000;
    private static final long SLICE_PAUSE_MILLIS = 1;
    private static final long MOST_LAG_NANOS = 1_000_000_000L;

    private final Vertx vertx;
    private final List<MarketView> views;
    private final SocketHub hub;
    private final MarketPublisher publisher;
    private final AccountPublisher accountPublisher;
    private final TapeSteps steps;
    private final Playback playback;
    private final long startMillis;
    private Pace pace;
    private boolean playing;
    private boolean slicing;
    private double tapeMillis;
    private long lastNanos;
    private long publishes;

    /**
     * @param heartbeatMillis tape milliseconds between two price pushes of a quiet market in lockstep
     */
    public TapeDrive(
            Vertx vertx,
            Exchange exchange,
            List<MarketView> views,
            SocketHub hub,
            TapeSteps.PlaybackSource source,
            Pace pace,
            boolean playing,
            long heartbeatMillis) {
        this.vertx = vertx;
        this.views = views;
        this.hub = hub;
        this.publisher = new MarketPublisher(hub, exchange, views);
        this.accountPublisher = new AccountPublisher(hub, exchange);
        this.steps =
                new TapeSteps(exchange, views, publisher, accountPublisher::publishChanges, source, heartbeatMillis);
        this.playback = steps.playback();
        this.pace = pace;
        this.playing = playing;
        this.startMillis = exchange.nowMillis();
        this.tapeMillis = startMillis;
    }

    /** Starts the timers; call it on the event loop. */
    public void start() {
        lastNanos = System.nanoTime();
        vertx.setPeriodic(PLAY_EVERY_MILLIS, timer -> playDue());
        vertx.setPeriodic(PUBLISH_EVERY_MILLIS, timer -> publishDue());
    }

    private void playDue() {
        long nanos = System.nanoTime();
        long elapsed = Math.min(MOST_LAG_NANOS, nanos - lastNanos);
        lastNanos = nanos;
        if (!playing || pace.mode() == Pace.Mode.LOCKSTEP || hub.isClogged(nanos)) {
            return;
        }
        if (pace.mode() == Pace.Mode.MAX && !playback.hasEnded()) {
            if (!slicing) {
                playSlice();
            }
            return;
        }
        double speed = playback.hasEnded() ? 1 : pace.speed();
        tapeMillis += elapsed * speed / 1_000_000;
        playback.play((long) tapeMillis, Integer.MAX_VALUE);
        publisher.flushDeals();
    }

    /** Plays a slice at full speed and comes back for the next one; the pause lets orders and timers in between. */
    private void playSlice() {
        slicing = playing && pace.mode() == Pace.Mode.MAX && !playback.hasEnded() && !hub.isClogged(System.nanoTime());
        if (!slicing) {
            return;
        }
        long limit = playback.nextMillis();
        int played = 0;
        while (played < MOST_PRINTS_A_SLICE && !playback.hasEnded()) {
            limit = playback.nextMillis();
            played += playback.play(limit, MOST_PRINTS_A_SLICE);
        }
        tapeMillis = limit;
        publisher.flushDeals();
        vertx.setTimer(SLICE_PAUSE_MILLIS, timer -> playSlice());
    }

    private void publishDue() {
        if (pace.mode() == Pace.Mode.LOCKSTEP) {
            return;
        }
        publishes++;
        for (int market = 0; market < views.size(); market++) {
            MarketView view = views.get(market);
            publisher.publishBook(view);
            if (publishes % MERGE_EVERY == 0) {
                publisher.publishMergedBook(view);
            }
            if (steps.takeTraded(market) || publishes % PUBLISHES_A_SECOND == 0) {
                publisher.publishPrices(view);
                publisher.publishCandles(view);
            }
            if (publishes % FUNDING_EVERY == 0) {
                publisher.publishFundingRate(view);
            }
        }
        if (publishes % TICKERS_EVERY == 0) {
            publisher.publishTickers();
        }
    }

    /** Lockstep: one step of the tape, which completes when all resulting frames are handed to the sockets. */
    public Future<TapeSteps.Step> step() {
        TapeSteps.Step step = steps.step();
        tapeMillis = step.tapeMillis();
        return hub.flushed().map(flushed -> step);
    }

    public MarketPublisher publisher() {
        return publisher;
    }

    public AccountPublisher accountPublisher() {
        return accountPublisher;
    }

    public void play() {
        playing = true;
    }

    public void pause() {
        playing = false;
    }

    public boolean isPlaying() {
        return playing;
    }

    public Pace pace() {
        return pace;
    }

    /** Changes the pace from the present tape time on. */
    public void pace(Pace newPace) {
        pace = newPace;
    }

    /** Tape time at which the run started. */
    public long startMillis() {
        return startMillis;
    }

    public boolean isDone() {
        return playback.hasEnded();
    }

    public void close() {
        playback.close();
    }
}
