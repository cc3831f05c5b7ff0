package dev.tapedeck.local.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.OrderEvent.OrderAcknowledged;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelled;
import dev.tapedeck.contracts.event.OrderEvent.OrderRejected;
import dev.tapedeck.contracts.event.OrderEvent.OrderUnknown;
import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.OrderEvent.UnknownCause;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskEvent.ReservationReleased;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The proof must be able to fail: whatever is lost, doubled or guessed is found. */
class ComparisonTest {
    private static final Symbol SYMBOL = Symbol.of("BTC_USDT");
    private static final String ONE_ORDER = "{\"orders\":[{\"clientId\":\"td1\",\"orderId\":\"9\"}],\"fills\":[]}";
    private static final String NOTHING = "{\"orders\":[{\"clientId\":\"td1\"}],\"fills\":[]}";

    private static final String THREE_HELD = "{\"orders\":[],\"fills\":[],\"accounts\":[{\"positions\":"
            + "[{\"symbol\":\"BTC_USDT\",\"positionType\":1,\"holdVol\":3}]}]}";

    private final List<Event<?>> events = new ArrayList<>();

    @Test
    void nothingIsWrongWithAnOrderThatBothSidesKnow() throws IOException {
        log(approved(), acknowledged(), cancelled());
        assertCounts(compared(ONE_ORDER), 0, 0, 0);
    }

    @Test
    void anApprovedOrderThatNobodyTookUpIsLost() throws IOException {
        log(approved());
        assertCounts(compared(NOTHING), 1, 0, 0);
    }

    @Test
    void anOrderWithoutAnEndIsLost() throws IOException {
        log(approved(), acknowledged());
        assertCounts(compared(ONE_ORDER), 1, 0, 0);
    }

    @Test
    void anOrderThatStaysUnknownIsUnresolved() throws IOException {
        log(approved(), new OrderUnknown("s", "td1", SYMBOL, UnknownCause.TIMEOUT, "test"));
        assertCounts(compared(NOTHING), 0, 0, 1);
    }

    @Test
    void anOrderThatIsAtTheVenueAndWasSaidNotToBeIsLost() throws IOException {
        log(approved(), new OrderRejected("s", "td1", SYMBOL, RejectionReason.NOT_FOUND_AT_VENUE, 0, "guessed"));
        assertCounts(compared(ONE_ORDER), 1, 0, 0);
    }

    @Test
    void anOrderThatTheVenueDoesNotKnowAndWasSaidToBeThereIsLost() throws IOException {
        log(approved(), acknowledged(), cancelled());
        assertCounts(compared(NOTHING), 1, 0, 0);
    }

    @Test
    void anOrderThatNobodyApprovedIsFound() throws IOException {
        assertCounts(compared(ONE_ORDER), 1, 0, 0);
    }

    @Test
    void twoOrdersUnderOneIdAreADouble() throws IOException {
        log(approved(), acknowledged(), cancelled());
        assertCounts(
                compared(
                        "{\"orders\":[{\"clientId\":\"td1\",\"orderId\":\"9\"},{\"clientId\":\"td1\",\"orderId\":\"10\"}],"
                                + "\"fills\":[]}"),
                0,
                1,
                0);
    }

    @Test
    void anExecutionWithoutAFillIsLostAndAFillWithoutAnExecutionIsADouble() throws IOException {
        log(approved(), acknowledged(), cancelled(), fill("d2"));
        assertCounts(
                compared("{\"orders\":[{\"clientId\":\"td1\",\"orderId\":\"9\"}],"
                        + "\"fills\":[{\"id\":\"d1\",\"clientId\":\"td1\"}]}"),
                1,
                1,
                0);
    }

    @Test
    void seesWhereTheTruthsDifferAboutAPosition() throws IOException {
        log(position(5), exposure(3, 0));
        assertEquals(
                List.of("BTC_USDT LONG: own 5, venue 3"), compared(THREE_HELD).positionDifferences());
    }

    @Test
    void seesWhereRiskCountsWithAnotherPosition() throws IOException {
        log(position(3), exposure(5, 0));
        assertEquals(
                List.of("BTC_USDT LONG: in risk 5, venue 3"),
                compared(THREE_HELD).positionDifferences());
    }

    @Test
    void seesWhatRiskReservesForAnOrderThatIsOver() throws IOException {
        log(approved(), exposure(3, 2));
        assertEquals(
                List.of("td1 has 2 contracts reserved"), compared(ONE_ORDER).reservationsLeft());
        log(new ReservationReleased("s", "td1", Usdt.of(1), Quantity.ZERO, Usdt.ZERO, "cancelled"));
        assertEquals(List.of(), compared(ONE_ORDER).reservationsLeft());
    }

    @Test
    void comparesTheBalanceWithWhatWasRealised() throws IOException {
        log(position(0));
        assertEquals(
                0,
                compared("{\"orders\":[],\"fills\":[],\"accounts\":[{\"cash\":\"101.5\",\"positions\":[]}]}")
                        .balanceDifference(BigDecimal.valueOf(100))
                        .signum());
    }

    @Test
    void aMissingNumberAndANumberThatStandsTwiceAreFaults() {
        log(approved(), cancelled());
        events.add(numbered(5, acknowledged()));
        events.add(numbered(5, cancelled()));
        assertEquals(2, LoggedEvents.of(events).sequenceFaults().size());
    }

    private static ExposureChanged exposure(long held, long orderRemaining) {
        return new ExposureChanged(
                "s",
                "td1",
                "d1",
                "probe",
                SYMBOL,
                Direction.LONG,
                Quantity.of(held),
                Usdt.of(held),
                Usdt.of(held),
                Quantity.of(orderRemaining),
                Usdt.of(orderRemaining),
                Usdt.ZERO,
                LocalDate.EPOCH,
                Usdt.ZERO,
                Usdt.ZERO,
                Usdt.of(held),
                Usdt.of(100),
                Usdt.of(50));
    }

    private void log(EventData... data) {
        for (EventData one : data) {
            events.add(numbered(
                    1 + events.stream().filter(event -> sameSubject(event, one)).count(), one));
        }
    }

    private static boolean sameSubject(Event<?> event, EventData data) {
        return event.subject().equals(subject(data));
    }

    private static String subject(EventData data) {
        return data instanceof OrderApproved ? "s" : data instanceof FillRecorded ? "fill" : "td1";
    }

    private Event<?> numbered(long sequence, EventData data) {
        return new Event<>(
                data.getClass().getSimpleName() + "/" + events.size(),
                "test",
                subject(data),
                Instant.EPOCH,
                sequence,
                null,
                null,
                data);
    }

    private Comparison compared(String ledger) throws IOException {
        JsonNode venue = Json.MAPPER.readTree(ledger);
        return new Comparison(LoggedEvents.of(events), venue);
    }

    private static void assertCounts(Comparison comparison, int lost, int duplicated, int unresolved) {
        assertEquals(
                List.of(lost, duplicated, unresolved),
                List.of(
                        comparison.lost().size(),
                        comparison.duplicated().size(),
                        comparison.unresolved().size()),
                () -> comparison.lost() + " " + comparison.duplicated() + " " + comparison.unresolved());
    }

    private static OrderAcknowledged acknowledged() {
        return new OrderAcknowledged("s", "td1", SYMBOL, "9");
    }

    private static OrderCancelled cancelled() {
        return new OrderCancelled("s", "td1", SYMBOL, Quantity.ZERO, "IOC");
    }

    private static PositionChanged position(long contracts) {
        return new PositionChanged(
                "s",
                SYMBOL,
                Direction.LONG,
                "probe",
                Quantity.of(contracts),
                contracts == 0 ? null : Price.of("100"),
                2,
                Usdt.of("1.5"),
                Usdt.ZERO,
                null,
                true);
    }

    private static OrderApproved approved() {
        return new OrderApproved(
                "s",
                "td1",
                "probe",
                SYMBOL,
                "episode",
                "signal",
                Purpose.EXIT,
                Side.SELL,
                Direction.LONG,
                Quantity.of(1),
                BigDecimal.ONE,
                null,
                1,
                Price.of("100"),
                10,
                null,
                Usdt.ZERO,
                List.of());
    }

    private static FillRecorded fill(String fillId) {
        return new FillRecorded(
                "s",
                "td1",
                "9",
                fillId,
                "probe",
                SYMBOL,
                "episode",
                Purpose.EXIT,
                Side.SELL,
                Direction.LONG,
                Price.of("100"),
                Quantity.of(1),
                Usdt.of(100),
                Usdt.ZERO,
                true,
                Price.of("100"),
                BigDecimal.ZERO);
    }
}
