package dev.tapedeck.marketdata.in;

import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.marketdata.core.FeedCommand;
import dev.tapedeck.marketdata.core.FeedCommand.Source;
import dev.tapedeck.marketdata.core.FeedRules;
import dev.tapedeck.venue.Instrument;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.MarketQueries;
import dev.tapedeck.venue.PublicFeed;
import dev.tapedeck.venue.PublicFrame;
import dev.tapedeck.venue.PublicTrade;
import dev.tapedeck.venue.Ticker;
import dev.tapedeck.venue.Venue;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows some symbols at the venue: by socket, and by polls for as long as a symbol's socket is down or silent. Hands everything to one consumer, never from two
 * threads at once, and holds its lock meanwhile, so the consumer must not wait for the reader.
 *
 * <p>For the best bid and ask it takes the five-level snapshots and not the changes of the book: each snapshot stands alone, so a lost frame heals with the next
 * one and needs neither seed nor gap rules, and it comes about as often (300 ms against 200 ms).
 */
public final class VenueReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VenueReader.class);
    private static final Set<PublicFeed.Channel> CHANNELS = EnumSet.of(
            PublicFeed.Channel.TRADES,
            PublicFeed.Channel.TOP_OF_BOOK,
            PublicFeed.Channel.TICKER,
            PublicFeed.Channel.FAIR_PRICE);

    private static final long WATCH_MILLIS = 1_000;
    private static final long INSTRUMENTS_MILLIS = TimeUnit.MINUTES.toMillis(10);
    /** Frames wait this long at most for the trades that were missed. */
    private static final long RESYNC_MILLIS = 2_000;
    /** The venue answers questions for trades 20 times in 2 s. */
    private static final long BACKFILL_SPACING_MILLIS = 100;

    /** Symbols whose trades and book are asked for at each poll, in turn; with all tickers by one question this is at most five requests a poll. */
    private static final int SYMBOLS_PER_POLL = 2;

    private static final int TRADES_MAX = 100;
    private static final int LEVELS = 5;

    private final Vertx vertx;
    private final MarketQueries market;
    private final PublicFeed feed;
    private final Set<Symbol> symbols;
    private final FeedRules rules;
    private final long pollMillis;
    private final InstantSource clock;
    private final Consumer<FeedCommand> commands;
    private final ResyncGate gate;
    private final Liveness liveness;
    private final Queue<Symbol> pollTurns;
    private final List<Long> timers = new ArrayList<>();

    private long nextBackfillMillis;
    private boolean tickersAsked;
    private boolean instrumentsKnown;
    private boolean closed;

    /** Does nothing until {@link #start}. */
    public VenueReader(
            Vertx vertx,
            Venue venue,
            Collection<Symbol> symbols,
            FeedRules rules,
            long pollMillis,
            InstantSource clock,
            Consumer<FeedCommand> commands) {
        this.vertx = vertx;
        this.market = venue.market();
        this.symbols = new TreeSet<>(symbols);
        this.feed = venue.publicFeed(this.symbols, CHANNELS, new Ear());
        this.rules = rules;
        this.pollMillis = pollMillis;
        this.clock = clock;
        this.commands = commands;
        this.gate = new ResyncGate(commands);
        this.liveness = new Liveness(this.symbols, nowMillis());
        this.pollTurns = new ArrayDeque<>(this.symbols);
    }

    /** Starts to follow. To be called once. */
    public synchronized void start() {
        for (Symbol symbol : symbols) {
            commands.accept(new FeedCommand.ConnectionDown(symbol, clock.instant(), 0, "the reader started"));
        }
        feed.start();
        askInstruments();
        timers.add(vertx.setPeriodic(WATCH_MILLIS, ignored -> watch()));
        timers.add(vertx.setPeriodic(pollMillis, ignored -> poll()));
        timers.add(vertx.setPeriodic(INSTRUMENTS_MILLIS, ignored -> askInstruments()));
    }

    /**
     * Completes when all that the venue's sockets sent before was handed to the consumer. Fails when a socket is down or does not answer.
     */
    public CompletionStage<Void> drained() {
        return feed.ping().thenCompose(ignored -> allReleased());
    }

    private synchronized CompletionStage<Void> allReleased() {
        return gate.allReleased();
    }

    /** Stops for good; the consumer gets nothing more. */
    @Override
    public synchronized void close() {
        closed = true;
        timers.forEach(vertx::cancelTimer);
        feed.close();
    }

    private synchronized void watch() {
        if (closed) {
            return;
        }
        commands.accept(new FeedCommand.TimerFired(clock.instant(), liveness.silences(nowMillis())));
        if (!instrumentsKnown) {
            askInstruments();
        }
    }

    private synchronized void poll() {
        if (closed || symbols.stream().noneMatch(this::isToBePolled)) {
            return;
        }
        int asked = 0;
        for (int i = 0; i < symbols.size() && asked < SYMBOLS_PER_POLL; i++) {
            Symbol symbol = pollTurns.remove();
            pollTurns.add(symbol);
            if (isToBePolled(symbol)) {
                asked++;
                market.recentTrades(symbol, TRADES_MAX).thenAccept(answer -> tradesPolled(symbol, answer));
                market.depth(symbol, LEVELS)
                        .thenAccept(answer -> found(answer, book -> Commands.of(Source.POLL, book)));
            }
        }
        if (!tickersAsked) {
            tickersAsked = true;
            market.tickers().thenAccept(this::tickersPolled);
        }
    }

    private boolean isToBePolled(Symbol symbol) {
        FeedCommand.Silence silence = liveness.silence(symbol, nowMillis());
        return !silence.connected() || rules.isTooSilent(silence);
    }

    private synchronized void tradesPolled(Symbol symbol, Lookup<List<PublicTrade>> answer) {
        if (!closed
                && answer instanceof Lookup.Found<List<PublicTrade>>(List<PublicTrade> trades)
                && !trades.isEmpty()) {
            commands.accept(Commands.of(symbol, Source.POLL, trades));
        }
    }

    private synchronized void tickersPolled(Lookup<List<Ticker>> answer) {
        tickersAsked = false;
        if (closed || !(answer instanceof Lookup.Found<List<Ticker>>(List<Ticker> tickers))) {
            return;
        }
        for (Ticker ticker : tickers) {
            if (liveness.follows(ticker.symbol()) && isToBePolled(ticker.symbol())) {
                liveness.polled(ticker.symbol(), ticker.at(), nowMillis());
                commands.accept(Commands.polled(ticker));
            }
        }
    }

    private synchronized <T> void found(Lookup<T> answer, Function<T, FeedCommand.FromVenue> command) {
        if (!closed && answer instanceof Lookup.Found<T>(T value)) {
            commands.accept(command.apply(value));
        }
    }

    private void askInstruments() {
        market.instruments().thenAccept(answer -> {
            synchronized (this) {
                if (!closed && answer instanceof Lookup.Found<List<Instrument>>(var instruments)) {
                    instrumentsKnown = true;
                    instruments.stream()
                            .filter(instrument ->
                                    liveness.follows(instrument.terms().symbol()))
                            .forEach(instrument -> commands.accept(
                                    new FeedCommand.InstrumentSeen(instrument.terms(), clock.instant())));
                }
            }
        });
    }

    /** Asks for what was traded while nobody listened, and lets the frames wait for it. */
    private void resync(Symbol symbol) {
        long key = gate.hold(symbol);
        long now = nowMillis();
        long at = Math.max(now, nextBackfillMillis);
        nextBackfillMillis = at + BACKFILL_SPACING_MILLIS;
        vertx.setTimer(RESYNC_MILLIS, ignored -> resynced(symbol, key, null));
        if (at == now) {
            backfill(symbol, key);
        } else {
            vertx.setTimer(at - now, ignored -> backfill(symbol, key));
        }
    }

    private void backfill(Symbol symbol, long key) {
        market.recentTrades(symbol, TRADES_MAX).thenAccept(answer -> resynced(symbol, key, answer));
    }

    private synchronized void resynced(Symbol symbol, long key, @Nullable Lookup<List<PublicTrade>> answer) {
        if (closed || !gate.holds(symbol, key)) {
            return;
        }
        if (answer instanceof Lookup.Found<List<PublicTrade>>) {
            tradesPolled(symbol, answer);
        } else {
            LOG.warn("missed trades not read, symbol={} answer={}", symbol, answer);
        }
        gate.release(symbol);
    }

    private static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** Hears the feed. */
    private final class Ear implements PublicFeed.Listener {
        @Override
        public void connected(Set<Symbol> connected) {
            synchronized (VenueReader.this) {
                for (Symbol symbol : new TreeSet<>(connected)) {
                    long silentMillis = liveness.silence(symbol, nowMillis()).silentMillis();
                    liveness.connected(symbol, nowMillis());
                    commands.accept(new FeedCommand.ConnectionUp(symbol, clock.instant(), silentMillis));
                    resync(symbol);
                }
            }
        }

        @Override
        public void disconnected(Set<Symbol> disconnected, String reason) {
            synchronized (VenueReader.this) {
                LOG.warn("socket lost, symbols={} reason={}", disconnected, reason);
                for (Symbol symbol : new TreeSet<>(disconnected)) {
                    gate.release(symbol);
                    liveness.disconnected(symbol);
                    long silentMillis = liveness.silence(symbol, nowMillis()).silentMillis();
                    commands.accept(new FeedCommand.ConnectionDown(symbol, clock.instant(), silentMillis, reason));
                }
            }
        }

        @Override
        public void frame(PublicFrame frame) {
            synchronized (VenueReader.this) {
                if (liveness.follows(frame.symbol())) {
                    liveness.frame(frame.symbol(), nowMillis());
                    gate.offer(Commands.of(frame));
                }
            }
        }

        @Override
        public void alive(Set<Symbol> alive) {
            synchronized (VenueReader.this) {
                alive.forEach(symbol -> liveness.socketAlive(symbol, nowMillis()));
            }
        }

        @Override
        public void refused(String message) {
            LOG.error("the venue refused, message={}", message);
        }

        @Override
        public void malformed(String reason, String text) {
            LOG.warn("malformed frame skipped, reason={} text={}", reason, text);
        }
    }
}
