package dev.tapedeck.indicator.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent.Mode;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.event.SignalEvent.Operator;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.event.StrategyDefinition.Condition;
import dev.tapedeck.contracts.event.TickEvent.HeartbeatSeen;
import dev.tapedeck.contracts.event.TickEvent.MarkPriceChanged;
import dev.tapedeck.contracts.event.TickEvent.QuoteChanged;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.event.TickEvent.TradesPrinted;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes inputs of the indicator core. */
final class Ticks {
    static final Symbol SYMBOL = Symbol.of("ADX_USDT");

    private long sequence;

    Event<?> event(long atMillis, EventData data) {
        sequence++;
        return new Event<>(
                "test/" + sequence, "test", SYMBOL.name(), Instant.ofEpochMilli(atMillis), sequence, null, null, data);
    }

    Event<?> trade(long atMillis, String price, String quantity, Side side) {
        return event(atMillis, new TradesPrinted(SYMBOL, List.of(row(atMillis, price, quantity, side))));
    }

    Event<?> heartbeat(long atMillis) {
        return event(atMillis, new HeartbeatSeen(SYMBOL));
    }

    Event<?> quote(long atMillis, String bid, String ask) {
        return quote(atMillis, bid, 1, ask, 1);
    }

    Event<?> quote(long atMillis, String bid, long bidQuantity, String ask, long askQuantity) {
        return event(
                atMillis,
                new QuoteChanged(
                        SYMBOL, Price.of(bid), Quantity.of(bidQuantity), Price.of(ask), Quantity.of(askQuantity)));
    }

    Event<?> session(State state, String... indicators) {
        return session("s1", state, List.of(indicators));
    }

    Event<?> session(String sessionId, State state, Collection<String> indicators) {
        var conditions = indicators.stream()
                .map(name -> new Condition(name, Operator.AT_LEAST, 1, null))
                .toList();
        var strategy = new StrategyDefinition(
                "probe",
                1,
                null,
                Direction.LONG,
                Map.of(Section.S1, conditions),
                Usdt.of(100),
                1,
                10,
                100,
                30,
                600,
                60);
        var session = new SessionChanged(
                sessionId,
                Mode.PAPER,
                state,
                List.of(SYMBOL),
                List.of(strategy),
                Usdt.of(1000),
                RiskLimits.DEFAULTS,
                "test");
        return event(0, session);
    }

    /** Returns a tape with sweeps, pauses, quotes, heartbeats and times that sometimes go back by a little. */
    List<Event<?>> random(long seed, int length) {
        var random = new SplittableRandom(seed);
        var events = new ArrayList<Event<?>>();
        long now = 1_000_000;
        double price = 100;
        for (int i = 0; i < length; i++) {
            now += random.nextInt(20) == 0 ? random.nextInt(30_000) : random.nextInt(1_500);
            long noisy = random.nextInt(10) == 0 ? now - random.nextInt(800) : now;
            price = Math.max(1, price * (1 + (random.nextDouble() - 0.5) / 50));
            switch (random.nextInt(8)) {
                case 0 -> events.add(heartbeat(noisy));
                case 1 ->
                    events.add(quote(
                            noisy,
                            decimal(price * 0.999),
                            random.nextInt(5),
                            decimal(price * 1.001),
                            random.nextInt(5)));
                case 2 -> events.add(event(noisy, new MarkPriceChanged(SYMBOL, Price.of(decimal(price)))));
                default -> events.add(frame(random, noisy, price));
            }
        }
        return events;
    }

    private Event<?> frame(SplittableRandom random, long atMillis, double price) {
        var trades = new ArrayList<Trade>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            long at = random.nextBoolean() ? atMillis : atMillis - random.nextInt(50);
            Side side = random.nextInt(3) == 0 ? Side.SELL : Side.BUY;
            trades.add(row(at, decimal(price * (1 + i * 0.0007)), decimal(0.01 + random.nextDouble() * 50), side));
        }
        return event(atMillis, new TradesPrinted(SYMBOL, trades));
    }

    private Trade row(long atMillis, String price, String quantity, Side side) {
        return new Trade("t" + sequence, Price.of(price), Quantity.of(quantity), side, Instant.ofEpochMilli(atMillis));
    }

    private static String decimal(double number) {
        return BigDecimal.valueOf(number).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
    }
}
