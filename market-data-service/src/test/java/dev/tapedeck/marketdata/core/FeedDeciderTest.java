package dev.tapedeck.marketdata.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FeedEvent.FeedStatusChanged;
import dev.tapedeck.contracts.event.FeedEvent.State;
import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.TickEvent.HeartbeatSeen;
import dev.tapedeck.contracts.event.TickEvent.MarkPriceChanged;
import dev.tapedeck.contracts.event.TickEvent.QuoteChanged;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.marketdata.core.FeedCommand.ConnectionDown;
import dev.tapedeck.marketdata.core.FeedCommand.ConnectionUp;
import dev.tapedeck.marketdata.core.FeedCommand.InstrumentSeen;
import dev.tapedeck.marketdata.core.FeedCommand.MarkPriceSeen;
import dev.tapedeck.marketdata.core.FeedCommand.QuoteSeen;
import dev.tapedeck.marketdata.core.FeedCommand.Silence;
import dev.tapedeck.marketdata.core.FeedCommand.Source;
import dev.tapedeck.marketdata.core.FeedCommand.TimeSeen;
import dev.tapedeck.marketdata.core.FeedCommand.TimerFired;
import dev.tapedeck.marketdata.core.FeedCommand.TradesSeen;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedDeciderTest {
    private static final Symbol PUMP = Symbol.of("PUMP_USDT");
    private static final Instant T0 = Instant.ofEpochMilli(1_700_000_000_000L);
    private static final FeedRules RULES = new FeedRules(10_000, 30_000, 15_000);

    private final FeedLog log = new FeedLog(RULES);

    @Test
    void printsTheTradesOfAFrameAsOneEventNamedByItsTrades() {
        goLive();

        log.tell(frame(trade("7", 0), trade("9", 1)));

        assertEquals("ticks/PUMP_USDT/deals/7-9", log.ids().getLast());
        assertEquals(2, log.printed().size());
    }

    @Test
    void printsATradeOnceHoweverOftenItComes() {
        goLive();
        log.tell(frame(trade("7", 0), trade("8", 0)));

        log.tell(frame(trade("8", 0), trade("7", 0)));
        log.tell(frame(trade("8", 0), trade("9", 0)));

        assertEquals(
                List.of("7", "8", "9"),
                log.printed().stream().map(t -> t.tradeId()).toList());
    }

    @Test
    void keepsTradesThatDifferOnlyInTheirId() {
        goLive();

        log.tell(frame(trade("7", 0), trade("8", 0)));
        log.tell(frame(trade("9", 0)));

        assertEquals(3, log.printed().size());
    }

    @Test
    void fillsTheGapOfAReconnectFromTradesWithoutIds() {
        goLive();
        log.tell(frame(trade("7", 0), trade("8", 0), trade("9", 5)));
        log.tell(new ConnectionDown(PUMP, T0, 10, "gone"));
        log.tell(new ConnectionUp(PUMP, T0, 500));

        log.tell(polled(trade(null, 0), trade(null, 0), trade(null, 5), trade(null, 5), trade(null, 8)));
        log.tell(frame(trade("10", 5), trade("11", 8), trade("12", 9)));

        assertEquals(
                List.of(0L, 0L, 5L, 5L, 8L, 9L),
                log.printed().stream()
                        .map(t -> t.at().toEpochMilli() - T0.toEpochMilli())
                        .toList());
        assertEquals("12", log.printed().getLast().tradeId());
        assertEquals(List.of("LIVE", "DOWN", "RESYNCING", "LIVE"), log.statuses());
    }

    @Test
    void takesNoHistoryOnFirstContact() {
        log.tell(new ConnectionDown(PUMP, T0, 0, "the reader started"));
        log.tell(new ConnectionUp(PUMP, T0, 0));

        assertEquals(List.of(), log.tell(polled(trade(null, 0), trade(null, 1))));
    }

    @Test
    void doesNotPrintWhatIsOlderThanItsMemory() {
        goLive();
        for (int i = 0; i < SymbolFeed.RECENT_MAX + 10; i++) {
            log.tell(frame(trade("t" + i, i)));
        }

        log.tell(new ConnectionDown(PUMP, T0, 10, "gone"));

        assertEquals(List.of(), log.tell(polled(trade(null, 3))));
        assertEquals(SymbolFeed.RECENT_MAX, log.state.feed(PUMP).recent().size());
    }

    @Test
    void goesOnWhenTheVenuesClockIsSetBack() {
        goLive();
        for (int i = 0; i < SymbolFeed.RECENT_MAX + 10; i++) {
            log.tell(frame(trade("t" + i, i)));
        }

        log.tell(frame(trade("again", -3_600_000)));

        assertEquals("again", log.printed().getLast().tradeId());
    }

    @Test
    void tellsAQuoteOnlyWhenItChanged() {
        goLive();

        log.tell(quote(Source.SOCKET, "1.10", 5, 100, 0));
        log.tell(quote(Source.SOCKET, "1.10", 5, 101, 300));
        log.tell(quote(Source.SOCKET, "1.10", 6, 102, 600));

        assertEquals(
                List.of("ticks/PUMP_USDT/quote/100", "ticks/PUMP_USDT/quote/102"),
                log.ids().stream().filter(id -> id.contains("quote")).toList());
        assertEquals(
                new QuoteChanged(PUMP, Price.of("1.1"), Quantity.of(6), Price.of("1.2"), Quantity.of(1)),
                log.events.getLast().data());
    }

    @Test
    void tellsAMarkPriceOnlyWhenItChanged() {
        goLive();

        log.tell(mark(Source.SOCKET, "1.5", 0));
        log.tell(mark(Source.SOCKET, "1.50", 10));

        assertEquals(
                new MarkPriceChanged(PUMP, Price.of("1.5")),
                log.events.getLast().data());
        assertEquals("ticks/PUMP_USDT/mark/1700000000000", log.ids().getLast());
    }

    @Test
    void letsTimePassOnceASecondWhenNothingChanges() {
        goLive();
        log.tell(mark(Source.SOCKET, "1.5", 0));

        assertEquals(List.of(), log.tell(new TimeSeen(PUMP, Source.SOCKET, T0.plusMillis(999))));
        assertEquals(List.of(new HeartbeatSeen(PUMP)), log.tell(mark(Source.SOCKET, "1.5", 1_000)));
        assertEquals(List.of(), log.tell(new TimeSeen(PUMP, Source.SOCKET, T0.plusMillis(1_500))));
        assertEquals(
                List.of(new HeartbeatSeen(PUMP)), log.tell(new TimeSeen(PUMP, Source.SOCKET, T0.plusMillis(2_000))));
        assertEquals("ticks/PUMP_USDT/heartbeat/1700000002000", log.ids().getLast());
    }

    @Test
    void listsAnInstrumentWhenItIsNewOrChanged() {
        log.tell(new InstrumentSeen(terms(20), T0));
        log.tell(new InstrumentSeen(terms(20), T0));
        log.tell(new InstrumentSeen(terms(50), T0));

        assertEquals(List.of("instruments/PUMP_USDT/1", "instruments/PUMP_USDT/2"), log.ids());
    }

    @ParameterizedTest(name = "silent {0} ms, socket silent {1} ms: {2}")
    @CsvSource({
        "9999, 9999, LIVE",
        "10000, 14999, LIVE",
        "10000, 15000, STALE",
        "29999, 500, LIVE",
        "30000, 500, STALE",
    })
    void letsAPongBuyASilentSymbolTimeButNotForEver(long silent, long socketSilent, State expected) {
        goLive();

        log.tell(timer(silent, true, socketSilent, 0));

        assertEquals(expected, log.state.feed(PUMP).status());
    }

    @Test
    void saysHowOldTheDataAreWhenTheyTurnStale() {
        goLive();

        assertEquals(
                List.of(new FeedStatusChanged(PUMP, State.STALE, 31_000, "no frame for 31000 ms")),
                log.tell(timer(31_000, true, 500, 31_000)));
        assertEquals(List.of(), log.tell(timer(32_000, true, 500, 32_000)));
    }

    @Test
    void handsAFrozenFeedToPollingAndTakesItBackAtTheNextFrame() {
        goLive();
        log.tell(mark(Source.SOCKET, "1.5", 0));
        log.tell(timer(30_000, true, 500, 30_000));

        log.tell(mark(Source.POLL, "1.6", 30_500));
        log.tell(quote(Source.POLL, "1.55", 5, 100, 30_400));
        log.tell(mark(Source.SOCKET, "1.7", 31_000));

        assertEquals(List.of("LIVE", "STALE", "POLLING", "LIVE"), log.statuses());
        assertEquals(3, log.ids().stream().filter(id -> id.contains("/mark/")).count());
    }

    @Test
    void doesNotTrustPollsWhoseTimeStandsStill() {
        goLive();
        log.tell(mark(Source.SOCKET, "1.5", 0));
        log.tell(timer(30_000, true, 500, 30_000));

        assertEquals(List.of(), log.tell(mark(Source.POLL, "1.6", 0)));
        assertEquals(State.STALE, log.state.feed(PUMP).status());
    }

    @Test
    void takesOverByTheSamePollAnswerOnlyOnce() {
        goLive();
        log.tell(mark(Source.SOCKET, "1.5", 0));
        log.tell(timer(30_000, true, 500, 30_000));
        log.tell(mark(Source.POLL, "1.5", 500));
        log.tell(timer(60_000, true, 500, 30_000));

        assertEquals(List.of(), log.tell(mark(Source.POLL, "1.5", 500)));
        assertEquals(List.of("LIVE", "STALE", "POLLING", "STALE"), log.statuses());
    }

    @Test
    void ignoresALatePollWhileLive() {
        goLive();
        log.tell(mark(Source.SOCKET, "1.5", 0));

        assertEquals(List.of(), log.tell(mark(Source.POLL, "1.6", 5_000)));
        assertEquals(List.of(), log.tell(polled(trade("x", 5_000))));
    }

    @Test
    void pollsOnThroughTheLossAndReturnOfTheSocket() {
        goLive();
        log.tell(new ConnectionDown(PUMP, T0, 10, "gone"));
        log.tell(mark(Source.POLL, "1.6", 1_000));
        log.tell(new ConnectionUp(PUMP, T0, 2_000));
        log.tell(new ConnectionDown(PUMP, T0, 3_000, "gone again"));
        log.tell(new ConnectionUp(PUMP, T0, 4_000));
        log.tell(mark(Source.SOCKET, "1.7", 3_000));

        assertEquals(List.of("LIVE", "DOWN", "POLLING", "LIVE"), log.statuses());
    }

    @Test
    void goesDownWhenNeitherSocketNorPollsBringAnything() {
        goLive();
        log.tell(new ConnectionDown(PUMP, T0, 10, "gone"));
        log.tell(mark(Source.POLL, "1.6", 1_000));

        log.tell(timer(12_000, false, 12_000, 9_999));
        assertEquals(State.POLLING, log.state.feed(PUMP).status());
        log.tell(timer(12_001, false, 12_001, 10_000));

        assertEquals(State.DOWN, log.state.feed(PUMP).status());
    }

    @Test
    void startsDownAndResyncsBeforeItIsLive() {
        log.tell(new ConnectionDown(PUMP, T0, 0, "the reader started"));
        log.tell(new ConnectionUp(PUMP, T0, 50));
        log.tell(new TimeSeen(PUMP, Source.SOCKET, T0));

        assertEquals(List.of("DOWN", "RESYNCING", "LIVE"), log.statuses());
        assertEquals(
                List.of("feed-status/PUMP_USDT/1", "feed-status/PUMP_USDT/2", "feed-status/PUMP_USDT/3"),
                log.ids().subList(0, 3));
    }

    @Test
    void turnsStaleWhenASubscriptionBringsNothing() {
        log.tell(new ConnectionUp(PUMP, T0, 0));

        log.tell(timer(30_000, true, 100, 30_000));

        assertEquals(List.of("RESYNCING", "STALE"), log.statuses());
    }

    @Test
    void goesOnAlikeFromASavedState() throws IOException {
        goLive();
        log.tell(frame(trade("7", 0), trade("8", 3)));
        log.tell(quote(Source.SOCKET, "1.10", 5, 100, 4));
        log.tell(mark(Source.SOCKET, "1.5", 5));
        log.tell(new InstrumentSeen(terms(20), T0));

        byte[] saved = Json.MAPPER.writeValueAsBytes(log.state);
        FeedState loaded = Json.MAPPER.readValue(saved, FeedState.class);

        assertEquals(new String(saved, StandardCharsets.UTF_8), Json.MAPPER.writeValueAsString(loaded));
        for (FeedCommand next : List.of(
                frame(trade("8", 3), trade("9", 6)),
                quote(Source.SOCKET, "1.10", 5, 101, 400),
                mark(Source.SOCKET, "1.5", 2_000),
                new InstrumentSeen(terms(20), T0),
                new ConnectionDown(PUMP, T0, 1, "gone"))) {
            assertEquals(log.decider.decide(log.state, next, next.at()), log.decider.decide(loaded, next, next.at()));
        }
    }

    @Test
    void refusesAnEventThatIsNotItsOwn() {
        var foreign = new Event<>("id", "risk", "s", T0, 1, null, null, new RiskEvent.AccountClosed("s", "stop"));

        assertThrows(IllegalArgumentException.class, () -> log.decider.evolve(log.state, foreign));
    }

    /** Frames and polls that overlap, repeat and lose: each trade that was shown is printed once, and time never runs back within what one source shows. */
    @Test
    void printsEveryShownTradeExactlyOnceHoweverFramesAndPollsOverlap() {
        for (long seed = 1; seed <= 100; seed++) {
            var random = new SplittableRandom(seed);
            var tested = new FeedLog(RULES);
            tested.tell(new TimeSeen(PUMP, Source.SOCKET, T0.minusSeconds(60)));
            var market = new ArrayList<SeenTrade>();
            int shown = 0;
            for (int round = 0; round < 40; round++) {
                for (int i = random.nextInt(6); i >= 0; i--) {
                    long at = market.isEmpty() ? 0 : market.getLast().at().toEpochMilli() - T0.toEpochMilli();
                    market.add(trade(String.valueOf(market.size()), at + random.nextInt(3)));
                }
                boolean outage = shown > 0 && random.nextInt(4) == 0;
                if (outage) {
                    tested.tell(new ConnectionDown(PUMP, T0, 0, "gone"));
                    tested.tell(new ConnectionUp(PUMP, T0, 0));
                    tested.tell(new TradesSeen(PUMP, Source.POLL, withoutIds(page(market, random))));
                }
                int repeatFrom = beginning(market, (outage ? market.size() - 5 : shown) - random.nextInt(4));
                tested.tell(frame(market.subList(repeatFrom, market.size()).toArray(SeenTrade[]::new)));
                shown = market.size();
            }
            assertEquals(contents(market), contents(tested), "seed=" + seed);
        }
    }

    /** At least what one round adds, at most what the venue gives. */
    private static List<SeenTrade> page(List<SeenTrade> market, SplittableRandom random) {
        return market.subList(beginning(market, market.size() - 30 - random.nextInt(70)), market.size());
    }

    /** Where the millisecond of that trade begins: what begins within one leaves open which of its equal trades are there. */
    private static int beginning(List<SeenTrade> market, int index) {
        int from = Math.max(0, index);
        while (from > 0
                && from < market.size()
                && market.get(from).at().equals(market.get(from - 1).at())) {
            from--;
        }
        return from;
    }

    private static List<SeenTrade> withoutIds(List<SeenTrade> trades) {
        return trades.stream()
                .map(t -> new SeenTrade(null, t.price(), t.quantity(), t.takerSide(), t.at()))
                .toList();
    }

    private static List<Instant> contents(List<SeenTrade> trades) {
        return trades.stream().map(SeenTrade::at).toList();
    }

    private static List<Instant> contents(FeedLog log) {
        return log.printed().stream().map(t -> t.at()).toList();
    }

    private void goLive() {
        log.tell(new TimeSeen(PUMP, Source.SOCKET, T0.minusMillis(10)));
    }

    private static SeenTrade trade(@Nullable String id, long atMillis) {
        return new SeenTrade(id, Price.of("1.15"), Quantity.of(2), Side.BUY, T0.plusMillis(atMillis));
    }

    private static TradesSeen frame(SeenTrade... trades) {
        return new TradesSeen(PUMP, Source.SOCKET, List.of(trades));
    }

    private static TradesSeen polled(SeenTrade... trades) {
        return new TradesSeen(PUMP, Source.POLL, List.of(trades));
    }

    private static QuoteSeen quote(Source source, String bid, long bidQuantity, long version, long atMillis) {
        return new QuoteSeen(
                PUMP,
                source,
                T0.plusMillis(atMillis),
                Price.of(bid),
                Quantity.of(bidQuantity),
                Price.of("1.2"),
                Quantity.of(1),
                version);
    }

    private static MarkPriceSeen mark(Source source, String price, long atMillis) {
        return new MarkPriceSeen(PUMP, source, T0.plusMillis(atMillis), Price.of(price));
    }

    private static TimerFired timer(long silent, boolean connected, long socketSilent, long pollSilent) {
        return new TimerFired(T0, List.of(new Silence(PUMP, silent, connected, socketSilent, pollSilent)));
    }

    private static InstrumentListed terms(int maxLeverage) {
        return new InstrumentListed(
                PUMP,
                new BigDecimal("10"),
                Price.of("0.0001"),
                Quantity.of(1),
                Quantity.of(1),
                Quantity.of(1_000),
                maxLeverage,
                new BigDecimal("0.0004"),
                BigDecimal.ZERO,
                new BigDecimal("0.01"));
    }
}
