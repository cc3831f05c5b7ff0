package dev.tapedeck.marketdata.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.marketdata.core.FeedCommand;
import dev.tapedeck.marketdata.core.FeedCommand.ConnectionDown;
import dev.tapedeck.marketdata.core.FeedCommand.ConnectionUp;
import dev.tapedeck.marketdata.core.FeedCommand.InstrumentSeen;
import dev.tapedeck.marketdata.core.FeedCommand.MarkPriceSeen;
import dev.tapedeck.marketdata.core.FeedCommand.QuoteSeen;
import dev.tapedeck.marketdata.core.FeedCommand.Source;
import dev.tapedeck.marketdata.core.FeedCommand.TimeSeen;
import dev.tapedeck.marketdata.core.FeedCommand.TimerFired;
import dev.tapedeck.marketdata.core.FeedCommand.TradesSeen;
import dev.tapedeck.marketdata.core.FeedRules;
import dev.tapedeck.venue.Account;
import dev.tapedeck.venue.Book;
import dev.tapedeck.venue.DepthChange;
import dev.tapedeck.venue.Instrument;
import dev.tapedeck.venue.Level;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.MarketQueries;
import dev.tapedeck.venue.PrivateStream;
import dev.tapedeck.venue.PublicFeed;
import dev.tapedeck.venue.PublicFrame;
import dev.tapedeck.venue.PublicTrade;
import dev.tapedeck.venue.Ticker;
import dev.tapedeck.venue.Venue;
import dev.tapedeck.venue.VenueClock;
import dev.tapedeck.venue.VenueFailure;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VenueReaderTest {
    private static final Symbol PUMP = Symbol.of("PUMP_USDT");
    private static final Instant T0 = Instant.ofEpochMilli(1_700_000_000_000L);

    private final Vertx vertx = Vertx.vertx();
    private final FakeVenue venue = new FakeVenue();
    private final List<FeedCommand> commands = new CopyOnWriteArrayList<>();
    private final VenueReader reader = new VenueReader(
            vertx,
            venue,
            Set.of(PUMP),
            new FeedRules(60_000, 60_000, 15_000),
            50,
            InstantSource.fixed(T0),
            commands::add);

    @AfterEach
    void close() throws Exception {
        reader.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void saysFirstThatNothingIsConnectedAndListsTheInstrumentsThatItFollows() {
        reader.start();

        assertEquals(new ConnectionDown(PUMP, T0, 0, "the reader started"), commands.getFirst());
        assertEquals(
                List.of("PUMP_USDT"),
                commands.stream()
                        .filter(InstrumentSeen.class::isInstance)
                        .map(seen -> ((InstrumentSeen) seen).terms().symbol().name())
                        .toList());
    }

    @Test
    void handsOverTheMissedTradesBeforeTheFramesThatCameMeanwhile() {
        reader.start();
        var answer = new CompletableFuture<Lookup<List<PublicTrade>>>();
        venue.trades = answer;
        venue.hear().connected(Set.of(PUMP));
        venue.hear().frame(new PublicFrame.Trades(PUMP, List.of(trade("9", 9)), T0.plusMillis(9)));
        int before = commands.size();
        assertFalse(reader.drained().toCompletableFuture().isDone());

        answer.complete(new Lookup.Found<>(List.of(trade(null, 5))));

        List<FeedCommand> after = commands.subList(before, commands.size());
        assertEquals(
                Source.POLL,
                assertInstanceOf(TradesSeen.class, after.getFirst()).source());
        assertEquals(
                Source.SOCKET,
                assertInstanceOf(TradesSeen.class, after.getLast()).source());
        assertTrue(reader.drained().toCompletableFuture().isDone());
    }

    @Test
    void goesOnWithoutTheMissedTradesWhenTheyCannotBeRead() {
        reader.start();
        var answer = new CompletableFuture<Lookup<List<PublicTrade>>>();
        venue.trades = answer;
        venue.hear().connected(Set.of(PUMP));
        venue.hear().frame(new PublicFrame.FairPriceChanged(PUMP, Price.of("2"), T0));

        answer.complete(new Lookup.Failed<>(new VenueFailure(VenueFailure.Cause.RATE_LIMITED, 510, "slow down")));

        assertEquals(new MarkPriceSeen(PUMP, Source.SOCKET, T0, Price.of("2")), commands.getLast());
    }

    @Test
    void doesNotWaitForEverForTheMissedTrades() {
        reader.start();
        venue.trades = new CompletableFuture<>();
        venue.hear().connected(Set.of(PUMP));
        venue.hear().frame(new PublicFrame.FairPriceChanged(PUMP, Price.of("2"), T0));

        await("the held frame", MarkPriceSeen.class, seen -> seen.source() == Source.SOCKET);
    }

    @Test
    void translatesEveryKindOfFrame() {
        reader.start();
        venue.hear().connected(Set.of(PUMP));
        int before = commands.size();

        venue.hear().frame(new PublicFrame.TopOfBook(book()));
        venue.hear().frame(new PublicFrame.TopOfBook(new Book(PUMP, List.of(), book().asks(), 8, T0)));
        venue.hear().frame(new PublicFrame.TickerChanged(new Ticker(PUMP, null, null, null, Price.of("3"), T0)));

        assertEquals(
                List.of(
                        new QuoteSeen(
                                PUMP,
                                Source.SOCKET,
                                T0,
                                Price.of("1"),
                                Quantity.of(4),
                                Price.of("2"),
                                Quantity.of(5),
                                7),
                        new TimeSeen(PUMP, Source.SOCKET, T0),
                        new TimeSeen(PUMP, Source.SOCKET, T0)),
                commands.subList(before, commands.size()));
    }

    @Test
    void pollsWhileTheSocketIsDownAndStopsWhenItIsBack() {
        venue.trades = CompletableFuture.completedFuture(new Lookup.Found<>(List.of(trade(null, 5))));
        reader.start();

        await("polled trades", TradesSeen.class, seen -> seen.source() == Source.POLL);
        await("a polled quote", QuoteSeen.class, seen -> seen.source() == Source.POLL);
        await("a polled mark price", MarkPriceSeen.class, seen -> seen.source() == Source.POLL);

        venue.hear().connected(Set.of(PUMP));
        venue.hear().frame(new PublicFrame.FairPriceChanged(PUMP, Price.of("2"), T0));
        int asked = venue.tickersAsked.get();
        await(
                "a second of silence",
                TimerFired.class,
                fired -> fired.silences().getFirst().connected());
        assertEquals(asked, venue.tickersAsked.get());
    }

    @Test
    void tellsOfTheLossOfTheSocketAfterTheFramesThatItHeld() {
        reader.start();
        venue.trades = new CompletableFuture<>();
        venue.hear().connected(Set.of(PUMP));
        venue.hear().frame(new PublicFrame.FairPriceChanged(PUMP, Price.of("2"), T0));
        venue.hear().disconnected(Set.of(PUMP), "gone");

        List<FeedCommand> last = commands.subList(commands.size() - 3, commands.size());
        assertInstanceOf(ConnectionUp.class, last.get(0));
        assertInstanceOf(MarkPriceSeen.class, last.get(1));
        assertEquals("gone", assertInstanceOf(ConnectionDown.class, last.get(2)).reason());
    }

    @Test
    void tellsNothingAfterItWasClosed() {
        reader.start();
        var answer = new CompletableFuture<Lookup<List<PublicTrade>>>();
        venue.trades = answer;
        venue.hear().connected(Set.of(PUMP));
        reader.close();
        int before = commands.size();

        answer.complete(new Lookup.Found<>(List.of(trade(null, 5))));

        assertEquals(before, commands.size());
        assertTrue(venue.closed);
    }

    private <C extends FeedCommand> void await(String what, Class<C> type, Predicate<C> condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (commands.stream().filter(type::isInstance).map(type::cast).noneMatch(condition)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + " must come within 15 s, saw " + commands);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static PublicTrade trade(@Nullable String id, long atMillis) {
        return new PublicTrade(id, Price.of("1.5"), Quantity.of(2), Side.BUY, T0.plusMillis(atMillis));
    }

    private static Book book() {
        return new Book(
                PUMP,
                List.of(new Level(Price.of("1"), Quantity.of(4))),
                List.of(new Level(Price.of("2"), Quantity.of(5))),
                7,
                T0);
    }

    private static Instrument instrument(String symbol) {
        return new Instrument(
                new InstrumentListed(
                        Symbol.of(symbol),
                        BigDecimal.ONE,
                        Price.of("0.1"),
                        Quantity.of(1),
                        Quantity.of(1),
                        Quantity.of(100),
                        20,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO),
                true);
    }

    /** A venue whose answers a test gives. */
    private static final class FakeVenue implements Venue, MarketQueries, PublicFeed {
        private final List<Listener> listeners = new ArrayList<>();
        private volatile CompletionStage<Lookup<List<PublicTrade>>> trades =
                CompletableFuture.completedFuture(new Lookup.Found<>(List.of()));
        private final AtomicInteger tickersAsked = new AtomicInteger();
        private volatile boolean closed;

        Listener hear() {
            return listeners.getFirst();
        }

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public VenueClock clock() {
            return new VenueClock(InstantSource.system());
        }

        @Override
        public MarketQueries market() {
            return this;
        }

        @Override
        public Account account() {
            throw new UnsupportedOperationException("the reader has no account");
        }

        @Override
        public PublicFeed publicFeed(Set<Symbol> symbols, Set<Channel> channels, Listener listener) {
            listeners.add(listener);
            return this;
        }

        @Override
        public PrivateStream privateStream(PrivateStream.Listener listener) {
            throw new UnsupportedOperationException("the reader has no account");
        }

        @Override
        public CompletionStage<Lookup<Instant>> serverTime() {
            return CompletableFuture.completedFuture(new Lookup.Found<>(T0));
        }

        @Override
        public CompletionStage<Lookup<List<Instrument>>> instruments() {
            return CompletableFuture.completedFuture(
                    new Lookup.Found<>(List.of(instrument("OTHER_USDT"), instrument("PUMP_USDT"))));
        }

        @Override
        public CompletionStage<Lookup<Book>> depth(Symbol symbol, int limit) {
            return CompletableFuture.completedFuture(new Lookup.Found<>(book()));
        }

        @Override
        public CompletionStage<Lookup<List<DepthChange>>> depthChanges(Symbol symbol, int limit) {
            return CompletableFuture.completedFuture(new Lookup.Found<>(List.of()));
        }

        @Override
        public CompletionStage<Lookup<List<Ticker>>> tickers() {
            int asked = tickersAsked.incrementAndGet();
            return CompletableFuture.completedFuture(new Lookup.Found<>(
                    List.of(new Ticker(PUMP, null, null, null, Price.of("3"), T0.plusMillis(asked)))));
        }

        @Override
        public CompletionStage<Lookup<List<PublicTrade>>> recentTrades(Symbol symbol, int limit) {
            return trades;
        }

        @Override
        public void start() {}

        @Override
        public CompletionStage<Void> ping() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
