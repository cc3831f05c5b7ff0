package dev.tapedeck.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.PositionEvent.EquityMarked;
import dev.tapedeck.contracts.event.PositionEvent.FundingSettled;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.gateway.Story;
import dev.tapedeck.gateway.core.Capacity;
import dev.tapedeck.gateway.core.ChainLink;
import dev.tapedeck.gateway.core.OrderDetails;
import dev.tapedeck.gateway.core.OrderView;
import dev.tapedeck.gateway.core.ReadModel;
import dev.tapedeck.gateway.core.history.HistoryRows;
import dev.tapedeck.gateway.core.history.Performance;
import dev.tapedeck.gateway.core.history.Performance.Group;
import dev.tapedeck.gateway.core.history.Performance.Point;
import dev.tapedeck.gateway.core.history.Row;
import dev.tapedeck.gateway.out.history.HistoryQueries;
import dev.tapedeck.gateway.out.history.HistoryStore;
import dev.tapedeck.gateway.out.history.Listing;
import dev.tapedeck.gateway.out.history.Pages;
import dev.tapedeck.gateway.out.history.Pages.Page;
import dev.tapedeck.gateway.out.history.Pages.Place;
import dev.tapedeck.gateway.out.history.PastOrders;
import dev.tapedeck.gateway.out.history.Performances;
import dev.tapedeck.gateway.out.history.RowWriter;
import dev.tapedeck.gateway.out.history.RowsRefused;
import io.agroal.api.AgroalDataSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions to a real database that holds what the core made of events. */
class HistoryQuestionsTest {
    private static final Instant START = Story.START;
    private static final Symbol BTC = Symbol.of("BTC_USDT");
    private static final Symbol ETH = Symbol.of("ETH_USDT");

    private static TestDatabase database;
    private static AgroalDataSource pool;
    private static HistoryStore store;
    private static RowWriter writer;
    private static int sessions;

    private String session;
    private Story story;
    private HistoryRows rows;

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        pool = database.pool();
        store = new HistoryStore(pool);
        writer = database.writer();
    }

    @AfterAll
    static void stop() {
        writer.close();
        pool.close();
        database.close();
    }

    @BeforeEach
    void newSession() {
        session = "p-" + ++sessions;
        story = new Story(session, BTC.name());
        rows = new HistoryRows(store);
    }

    private Event<?> said(String subject, long second, EventData data) {
        return story.event(subject, START.plusSeconds(second), null, data);
    }

    private void keep(List<Event<?>> events) throws RowsRefused {
        var all = new ArrayList<Row>();
        events.forEach(event -> all.addAll(rows.of(event, EventCodec.encode(event), event.time())));
        writer.write(all);
        store.awaitApplied();
    }

    private static Pages pages() {
        return new Pages(new HistoryQueries(pool));
    }

    private Performance performance() {
        return new Performances(new HistoryQueries(pool)).of(session).orElseThrow();
    }

    private Event<?> started() {
        return said(
                session,
                0,
                new SessionChanged(
                        session,
                        SessionEvent.Mode.PAPER,
                        SessionEvent.State.RUNNING,
                        List.of(BTC),
                        List.of(),
                        Usdt.of(1_000),
                        RiskLimits.DEFAULTS,
                        "started"));
    }

    private Event<?> position(
            Symbol symbol, String strategy, long contracts, String realised, String fees, long second) {
        return said(
                session + "/" + symbol + "/LONG",
                second,
                new PositionChanged(
                        session,
                        symbol,
                        Direction.LONG,
                        strategy,
                        Quantity.of(contracts),
                        null,
                        2,
                        Usdt.of(realised),
                        Usdt.of(fees),
                        null,
                        true));
    }

    private Event<?> fill(Symbol symbol, Purpose purpose, long second) {
        String order = "o-" + symbol + "-" + second;
        return said(
                order,
                second,
                new FillRecorded(
                        session,
                        order,
                        "v-" + order,
                        "deal-" + order,
                        "pump",
                        symbol,
                        "episode",
                        purpose,
                        purpose == Purpose.ENTRY ? Side.BUY : Side.SELL,
                        Direction.LONG,
                        Price.of("100"),
                        Quantity.of(1),
                        Usdt.of(1),
                        Usdt.of("0.1"),
                        true,
                        Price.of("100"),
                        BigDecimal.ZERO));
    }

    private Event<?> equity(long second, String equity, String peak) {
        Instant at = START.plusSeconds(second);
        return said(
                session + "/equity",
                second,
                new EquityMarked(
                        session,
                        LocalDate.ofInstant(at, ZoneOffset.UTC),
                        Usdt.of(1_000),
                        Usdt.of(peak),
                        Usdt.of(equity)));
    }

    @Test
    void aSessionThatTradedNothingMadeNothing() throws Exception {
        keep(List.of(started()));
        Performance performance = performance();
        assertEquals(Usdt.of(1_000), performance.equity());
        assertEquals(0, performance.trades());
        assertNull(performance.winRate());
        assertNull(performance.profitFactor());
        assertNull(performance.sharpe());
        assertEquals(Usdt.ZERO, performance.maxDrawdown());
        assertEquals(List.of(), performance.equityCurve());
    }

    @Test
    void performanceCountsTradesByWhatTheyEarnedAndWhatClosedThem() throws Exception {
        keep(List.of(
                started(),
                fill(BTC, Purpose.ENTRY, 1),
                position(BTC, "pump", 1, "-0.1", "0.1", 1),
                fill(BTC, Purpose.EXIT, 5),
                position(BTC, "pump", 0, "6", "0.3", 5),
                fill(ETH, Purpose.ENTRY, 6),
                position(ETH, "fade", 1, "-0.1", "0.1", 6),
                fill(ETH, Purpose.EMERGENCY_EXIT, 8),
                position(ETH, "fade", 0, "-2", "0.2", 8),
                fill(BTC, Purpose.ENTRY, 9),
                position(BTC, "pump", 1, "5.9", "0.4", 9),
                said(
                        session + "/funding",
                        10,
                        new FundingSettled(
                                session, BTC, Direction.LONG, "f", Usdt.of("-0.5"), new BigDecimal("0.0001"), START))));
        Performance performance = performance();
        assertEquals(2, performance.trades());
        assertEquals(1, performance.wins());
        assertEquals(0.5, performance.winRate());
        assertEquals(3.0, performance.profitFactor());
        assertEquals(Usdt.of(6), performance.averageWin());
        assertEquals(Usdt.of(-2), performance.averageLoss());
        assertEquals(Usdt.of(2), performance.expectancy());
        // 6 - 2 closed, and the fee of what is open.
        assertEquals(Usdt.of("3.9"), performance.realised());
        assertEquals(Usdt.of("0.6"), performance.fees());
        assertEquals(Usdt.of("-0.5"), performance.funding());
        assertEquals(
                List.of(
                        new Group("BTC_USDT", 1, 1, Usdt.of(6), Usdt.of("0.3")),
                        new Group("ETH_USDT", 1, 0, Usdt.of(-2), Usdt.of("0.2"))),
                performance.bySymbol());
        assertEquals(
                List.of("fade", "pump"),
                performance.byStrategy().stream().map(Group::key).toList());
        assertEquals(
                List.of("E1", "ZE1"),
                performance.byExit().stream().map(Group::key).toList());
    }

    @Test
    void drawdownAndCurveAreOfTheMarkedEquity() throws Exception {
        keep(List.of(
                started(),
                equity(1, "1000", "1000"),
                equity(2, "1100", "1100"),
                equity(3, "990", "1100"),
                equity(4, "1050", "1100")));
        Performance performance = performance();
        assertEquals(Usdt.of(110), performance.maxDrawdown());
        assertEquals(0.1, performance.maxDrawdownRate(), 1e-12);
        assertEquals(Usdt.of(1_050), performance.equity());
        assertEquals(
                List.of(Usdt.of(1_000), Usdt.of(1_100), Usdt.of(990), Usdt.of(1_050)),
                performance.equityCurve().stream().map(Point::equity).toList());
    }

    @Test
    void ratiosAreOfTheDailyReturnsOfTheMarkedEquity() throws Exception {
        // +10 %, -5 %, +2 %: mean 7/3 %, deviation with n - 1 7.5056 %.
        keep(List.of(
                started(),
                equity(1, "1100", "1100"),
                equity(86_401, "1045", "1100"),
                equity(172_801, "1065.9", "1100")));
        assertEquals(7 / 3.0 / 7.505553499465134 * Math.sqrt(365), performance().sharpe(), 1e-6);
    }

    @Test
    void aLongSessionHasAThinnedCurveThatEndsWithTheLastMark() throws Exception {
        var marks = new ArrayList<Event<?>>();
        marks.add(started());
        for (int i = 0; i < 3_000; i++) {
            marks.add(equity(i * 10L, Integer.toString(1_000 + i), Integer.toString(1_000 + i)));
        }
        keep(marks);
        List<Point> curve = performance().equityCurve();
        assertEquals(true, curve.size() <= 501 && curve.size() > 400, "points: " + curve.size());
        assertEquals(Usdt.of(3_999), curve.getLast().equity());
    }

    private List<Event<?>> denials(int count, int perSecond) {
        var events = new ArrayList<Event<?>>();
        for (int i = 0; i < count; i++) {
            Instant at = START.plusSeconds(i / perSecond);
            Event<?> signal = story.entrySignal(story.indicators(story.trade("101", 1, at), 3));
            events.add(story.denied("%s-%03d".formatted(session, i), signal));
        }
        return events;
    }

    @Test
    void leafingThroughShowsEveryRowOnceAlsoWhenManyAreOfOneMoment() throws Exception {
        keep(denials(100, 7));
        var seen = new ArrayList<String>();
        Place from = null;
        int parts = 0;
        while (true) {
            Page page = pages().page(Listing.ORDERS, Map.of("sessionId", session), from, 9);
            page.rows().forEach(row -> seen.add((String) row.get("orderId")));
            parts++;
            if (page.next() == null) {
                break;
            }
            from = Place.of(page.next());
        }
        assertEquals(100, seen.size());
        assertEquals(100, seen.stream().distinct().count());
        assertEquals(12, parts);
    }

    @Test
    void filtersNarrowAndNothingOfAFilterIsCode() throws Exception {
        keep(denials(3, 1));
        keep(story.entry("filled-" + session, START.plusSeconds(50)));
        assertEquals(
                3,
                pages().page(Listing.ORDERS, Map.of("sessionId", session, "state", "DENIED"), null, 10)
                        .rows()
                        .size());
        assertEquals(
                "filled-" + session,
                pages().page(Listing.ORDERS, Map.of("sessionId", session, "state", "FILLED"), null, 10)
                        .rows()
                        .getFirst()
                        .get("orderId"));
        assertEquals(
                List.of(),
                pages().page(Listing.ORDERS, Map.of("sessionId", "' OR '1'='1"), null, 10)
                        .rows());
        assertThrows(
                IllegalArgumentException.class, () -> pages().page(Listing.ORDERS, Map.of("timestamp", "x"), null, 10));
    }

    @Test
    void anOrderThatIsNoLongerInMemoryIsWhatItWasThere() throws Exception {
        String id = "old-" + session;
        List<Event<?>> life = story.entry(id, START);
        keep(life);
        keep(story.entry("another-" + session, START.plusSeconds(1)));
        var memory = new ReadModel(new Capacity(10, 10, 10, 10));
        life.forEach(event -> memory.fold(event, event.time()));
        OrderDetails remembered = memory.order(id).orElseThrow();
        OrderDetails past = new PastOrders(new HistoryQueries(pool)).of(id).orElseThrow();
        assertEquals(remembered.events(), past.events());
        assertEquals(remembered.fills(), past.fills());
        assertEquals(remembered.signal(), past.signal());
        assertEquals(remembered.conditions(), past.conditions());
        List<ChainLink> chain = remembered.order().chain();
        List<ChainLink> fromSignal = chain.subList(2, chain.size());
        assertEquals("signals", fromSignal.getFirst().topic());
        assertEquals(fromSignal, past.order().chain());
        assertEquals(OrderView.State.FILLED, past.order().state());
        assertEquals(remembered.order().averagePrice(), past.order().averagePrice());
    }

    @Test
    void anOrderThatNeverWasIsNotInTheHistory() {
        assertEquals(Optional.empty(), new PastOrders(new HistoryQueries(pool)).of("never-" + session));
    }

    @Test
    void everyListingCanBeAskedAndItsValuesAreExact() throws Exception {
        keep(List.of(started()));
        keep(story.entry("e-" + session, START));
        for (Listing listing : Listing.values()) {
            boolean isOfSessions = listing.filters().containsKey("sessionId");
            pages().page(listing, isOfSessions ? Map.of("sessionId", session) : Map.of(), null, 10);
        }
        Map<String, Object> order = pages().page(Listing.ORDERS, Map.of("sessionId", session), null, 10)
                .rows()
                .getFirst();
        assertEquals("101.6", order.get("averagePrice"));
        assertEquals("2026-11-23T10:00:00Z", order.get("createdAt"));
        assertEquals("59.4059", order.get("slippageBps"));
        assertEquals(2, order.get("leverage"));
    }
}
