package dev.tapedeck.order.core;

import dev.tapedeck.contracts.event.OrderEvent.QueueCause;
import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.OrderEvent.UnknownCause;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskEvent.RiskCheck;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Approved orders of 10 contracts of 0.01 coins at a decision price of 100, and what is said of them. */
public final class Orders {
    public static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    public static final Symbol SYMBOL = Symbol.of("BTC_USDT");
    public static final String ID = "td1";
    public static final String VENUE_ID = "v1";

    private Orders() {}

    public static OrderApproved entry(String orderId) {
        return order(orderId, Purpose.ENTRY, Direction.LONG, 10);
    }

    public static OrderApproved exit(String orderId) {
        return order(orderId, Purpose.EXIT, Direction.LONG, 10);
    }

    public static OrderApproved entryOf(String sessionId, String orderId) {
        return order(sessionId, orderId, Purpose.ENTRY, Direction.LONG, 10);
    }

    static OrderApproved order(String orderId, Purpose purpose, Direction direction, long quantity) {
        return order("s1", orderId, purpose, direction, quantity);
    }

    private static OrderApproved order(
            String sessionId, String orderId, Purpose purpose, Direction direction, long quantity) {
        boolean entry = purpose == Purpose.ENTRY;
        return new OrderApproved(
                sessionId,
                orderId,
                "probe",
                SYMBOL,
                "episode",
                "signals/" + orderId,
                purpose,
                entry ? direction.entrySide() : direction.exitSide(),
                direction,
                Quantity.of(quantity),
                new BigDecimal("0.01"),
                entry ? Price.of("101") : null,
                2,
                Price.of("100"),
                100,
                entry ? Price.of("90") : null,
                Usdt.of(5),
                List.of(new RiskCheck(DenialReason.LEVERAGE, BigDecimal.TWO, BigDecimal.TEN, true)));
    }

    static OrderCommand approve(OrderApproved order) {
        return new OrderCommand.Approve(order, "episode");
    }

    static OrderCommand start(int attempt) {
        return new OrderCommand.StartSubmission(ID, attempt);
    }

    static OrderCommand acknowledge() {
        return new OrderCommand.Acknowledge(ID, VENUE_ID);
    }

    static OrderCommand reject() {
        return new OrderCommand.Reject(ID, RejectionReason.INSUFFICIENT_MARGIN, 2005, "balance insufficient");
    }

    static OrderCommand loseTrack() {
        return new OrderCommand.LoseTrack(ID, UnknownCause.TIMEOUT, "no reply within 5000 ms");
    }

    static OrderCommand hold(QueueCause cause) {
        return new OrderCommand.Hold(ID, cause, "test");
    }

    static OrderCommand proveAbsent() {
        return new OrderCommand.ProveAbsent(ID, "no such order 10000 ms after the request");
    }

    static OrderCommand deal(String dealId, long quantity, String price) {
        return new OrderCommand.ApplyDeal(
                ID, VENUE_ID, dealId, Price.of(price), Quantity.of(quantity), Usdt.of("0.01"), true, T0.plusSeconds(1));
    }

    static OrderCommand end(long filled) {
        return new OrderCommand.End(
                ID, VENUE_ID, Quantity.of(filled), false, RejectionReason.OTHER, 2, "IOC remainder");
    }
}
