package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.FeedEvent.FeedStatusChanged;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.OrderIds;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent.Mode;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.event.SignalEvent.EntryIntent;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.event.TickEvent.HeartbeatSeen;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.event.TickEvent.TradesPrinted;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.kit.decide.Draft;
import dev.tapedeck.kit.decide.Folder;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays a recorded tape through the indicator core and the strategy core. The exchange is a toy: it fills an order whole, at the first trade at
 * least half a second after the signal, without fees.
 */
final class TapePlayback {
    private static final Symbol SYMBOL = Symbol.of("TAPE_USDT");
    private static final Usdt EQUITY = Usdt.of(10_000);
    private static final long LATENCY_MILLIS = 500;
    private static final long HEARTBEAT_MILLIS = 1_000;

    /** A signal on its way. */
    private record Order(String signalId, SignalRaised signal, long dueMillis) {}

    private record Holding(Quantity quantity, Price entered) {}

    /** A position that was opened and closed; prices are what the toy exchange filled at. */
    record RoundTrip(Instant detected, Direction direction, Price detectedAt, Price entered, Price left, Section by) {
        /** In favour of its direction. */
        double percent() {
            double rise = 100 * (left.toDouble() / entered.toDouble() - 1);
            return direction == Direction.LONG ? rise : -rise;
        }
    }

    private final Folder<Object> indicators;
    private final Object indicatorState;
    private final List<Order> orders = new ArrayList<>();
    final Machine machine = new Machine();
    final List<SignalRaised> signals = new ArrayList<>();
    final List<RoundTrip> roundTrips = new ArrayList<>();
    private @Nullable Holding held;
    private long sequence;

    TapePlayback(Folder<Object> indicators, StrategyDefinition strategy) {
        this.indicators = indicators;
        indicatorState = indicators.initial();
        show(event(
                0,
                new SessionChanged(
                        "tape",
                        Mode.PAPER,
                        State.RUNNING,
                        List.of(SYMBOL),
                        List.of(strategy),
                        Usdt.of(1000),
                        RiskLimits.DEFAULTS,
                        "test")));
        show(event(0, new FeedStatusChanged(SYMBOL, FeedEvent.State.LIVE, 0, "test")));
    }

    /** Plays the rows with a time in {@code [fromMillis, toMillis)}, one frame for the rows of a millisecond and a heartbeat each quiet second. */
    void play(Path tape, long fromMillis, long toMillis) throws IOException {
        try (BufferedReader rows = Tapes.open(tape)) {
            rows.readLine();
            var frame = new ArrayList<Trade>();
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                String[] columns = row.split(",");
                long at = Long.parseLong(columns[0]);
                if (at >= toMillis) {
                    break;
                }
                if (at >= fromMillis) {
                    if (!frame.isEmpty() && frame.getFirst().at().toEpochMilli() != at) {
                        print(frame, at);
                        frame.clear();
                    }
                    frame.add(trade(columns, at));
                }
            }
            if (!frame.isEmpty()) {
                print(frame, toMillis);
            }
        }
    }

    private Trade trade(String[] columns, long at) {
        return new Trade(
                "t" + sequence,
                Price.of(columns[1]),
                Quantity.of(columns[2]),
                columns[3].equals("buy") ? Side.BUY : Side.SELL,
                Instant.ofEpochMilli(at));
    }

    private void print(List<Trade> frame, long nextMillis) {
        long at = frame.getFirst().at().toEpochMilli();
        fillDueOrders(at, frame.getFirst().price());
        show(event(at, new TradesPrinted(SYMBOL, frame)));
        for (long beat = at + HEARTBEAT_MILLIS; beat < nextMillis; beat += HEARTBEAT_MILLIS) {
            show(event(beat, new HeartbeatSeen(SYMBOL)));
        }
    }

    private void fillDueOrders(long atMillis, Price price) {
        for (Order order : List.copyOf(orders)) {
            if (order.dueMillis() <= atMillis) {
                orders.remove(order);
                fill(order, atMillis, price);
            }
        }
    }

    private void fill(Order order, long atMillis, Price price) {
        EntryIntent intent = order.signal().entry();
        if (intent != null) {
            var quantity = new Quantity(intent.notionalOf(EQUITY)
                    .value()
                    .divide(price.value(), MathContext.DECIMAL64)
                    .setScale(8, RoundingMode.DOWN));
            held = new Holding(quantity, price);
            report(order, atMillis, Purpose.ENTRY, price, quantity);
        } else if (held != null) {
            Quantity quantity = held.quantity();
            roundTrips.add(roundTrip(order.signal(), held.entered(), price));
            held = null;
            report(order, atMillis, Purpose.EXIT, price, quantity);
        }
    }

    private RoundTrip roundTrip(SignalRaised exit, Price entered, Price left) {
        SignalRaised detection = signals.stream()
                .filter(each -> each.section() == Section.S1 && each.episodeId().equals(exit.episodeId()))
                .findFirst()
                .orElseThrow();
        long detectedMillis =
                Long.parseLong(exit.episodeId().substring(exit.episodeId().lastIndexOf('/') + 1));
        return new RoundTrip(
                Instant.ofEpochMilli(detectedMillis),
                exit.direction(),
                detection.price(),
                entered,
                left,
                exit.section());
    }

    private void report(Order order, long atMillis, Purpose purpose, Price price, Quantity quantity) {
        SignalRaised signal = order.signal();
        show(event(
                atMillis,
                new FillRecorded(
                        "tape",
                        OrderIds.forSignal(order.signalId()),
                        "v",
                        "fill/" + order.signalId(),
                        signal.strategyId(),
                        SYMBOL,
                        signal.episodeId(),
                        purpose,
                        purpose == Purpose.ENTRY
                                ? signal.direction().entrySide()
                                : signal.direction().exitSide(),
                        signal.direction(),
                        price,
                        quantity,
                        new Usdt(price.value().multiply(quantity.contracts())),
                        Usdt.ZERO,
                        true,
                        signal.price(),
                        price.bpsAbove(signal.price()))));
    }

    private Event<?> event(long atMillis, EventData data) {
        sequence++;
        return new Event<>(
                "tape/" + sequence, "test", "tape", Instant.ofEpochMilli(atMillis), sequence, null, null, data);
    }

    private void show(Event<?> input) {
        for (Draft draft : indicators.fold(indicatorState, input)) {
            sequence++;
            decide(new Event<>(
                    draft.id(), "indicator", draft.subject(), input.time(), sequence, null, input.id(), draft.data()));
        }
        decide(input);
    }

    private void decide(Event<?> input) {
        int before = machine.log.size();
        machine.see(input);
        for (Event<?> event : machine.log.subList(before, machine.log.size())) {
            if (event.data() instanceof SignalRaised signal) {
                signals.add(signal);
                if (signal.section() != Section.S1 && signal.section() != Section.O1) {
                    orders.add(new Order(event.id(), signal, input.time().toEpochMilli() + LATENCY_MILLIS));
                }
            }
        }
    }
}
