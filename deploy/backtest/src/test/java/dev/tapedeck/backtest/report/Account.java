package dev.tapedeck.backtest.report;

import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.AlertEvent.Severity;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.PositionEvent.FundingSettled;
import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.SignalEvent.StrategyState;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A log of one strategy on one symbol with contracts of 0.1 coins, written by hand. */
final class Account {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Symbol SYMBOL = Symbol.of("ALFA_USDT");

    private static final String SESSION = "backtest";
    private static final BigDecimal CONTRACT = new BigDecimal("0.1");

    private final Direction direction;
    private final List<Event<?>> log = new ArrayList<>();

    Account(Direction direction) {
        this.direction = direction;
    }

    List<Event<?>> log() {
        return log;
    }

    Account enter(int second, String strategy, int contracts, String price, String decided, String fee) {
        return order(second, strategy, null, contracts, price, decided, fee);
    }

    Account leave(int second, String strategy, Section by, int contracts, String price, String decided, String fee) {
        return order(second, strategy, by, contracts, price, decided, fee);
    }

    private Account order(
            int second,
            String strategy,
            @Nullable Section by,
            int contracts,
            String price,
            String decided,
            String fee) {
        Purpose purpose = by == null ? Purpose.ENTRY : by == Section.E1 ? Purpose.EMERGENCY_EXIT : Purpose.EXIT;
        Side side = (by == null) == (direction == Direction.LONG) ? Side.BUY : Side.SELL;
        String id = "order" + log.size();
        if (by != null) {
            add(
                    second,
                    "signal-of-" + id,
                    new SignalRaised(
                            SESSION,
                            strategy,
                            1,
                            SYMBOL,
                            "episode",
                            by,
                            direction,
                            StrategyState.POSITION_ACTIVE,
                            StrategyState.CLOSE_EVALUATION,
                            Price.of(decided),
                            List.of(),
                            null));
        }
        add(
                second,
                id,
                new OrderApproved(
                        SESSION,
                        id,
                        strategy,
                        SYMBOL,
                        "episode",
                        "signal-of-" + id,
                        purpose,
                        side,
                        direction,
                        Quantity.of(contracts),
                        CONTRACT,
                        null,
                        2,
                        Price.of(decided),
                        50,
                        null,
                        Usdt.ZERO,
                        List.of()));
        Quantity quantity = Quantity.of(contracts);
        return add(
                second,
                "fill-of-" + id,
                new FillRecorded(
                        SESSION,
                        id,
                        "1",
                        "1",
                        strategy,
                        SYMBOL,
                        "episode",
                        purpose,
                        side,
                        direction,
                        Price.of(price),
                        quantity,
                        quantity.notional(CONTRACT, Price.of(price)),
                        Usdt.of(fee),
                        true,
                        Price.of(decided),
                        BigDecimal.ZERO));
    }

    Account holds(int second, int contracts, String average) {
        return add(
                second,
                "position" + log.size(),
                new PositionChanged(
                        SESSION,
                        SYMBOL,
                        direction,
                        "rider",
                        Quantity.of(contracts),
                        Price.of(average),
                        2,
                        Usdt.ZERO,
                        Usdt.ZERO,
                        null,
                        true));
    }

    Account corrected(
            int second,
            MismatchKind kind,
            int before,
            int after,
            String price,
            @Nullable String average,
            String realised) {
        return add(
                second,
                "correction" + log.size(),
                new PositionCorrected(
                        SESSION,
                        SYMBOL,
                        direction,
                        "rider",
                        1,
                        kind,
                        Quantity.of(before),
                        Quantity.of(after),
                        Price.of(price),
                        average == null ? null : Price.of(average),
                        Usdt.of(realised),
                        List.of(),
                        "by hand"));
    }

    Account funding(int second, int settledAtSecond, String amount) {
        return add(
                second,
                "funding" + log.size(),
                new FundingSettled(
                        SESSION,
                        SYMBOL,
                        direction,
                        "1",
                        Usdt.of(amount),
                        BigDecimal.ZERO,
                        START.plusSeconds(settledAtSecond)));
    }

    Account denied(Purpose purpose, DenialReason reason) {
        return add(
                0,
                "denial" + log.size(),
                new OrderDenied(SESSION, "none", "rider", SYMBOL, "episode", "none", purpose, reason, List.of()));
    }

    Account alarmed(int second, Severity severity, String kind, String message) {
        String id = "alert" + log.size();
        return add(second, id, new AlertRaised(id, SESSION, severity, kind, message, Map.of()));
    }

    private <D extends EventData> Account add(int second, String id, D data) {
        log.add(new Event<>(id, "test", "test", START.plusSeconds(second), log.size() + 1, null, null, data));
        return this;
    }
}
