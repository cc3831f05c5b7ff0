package dev.tapedeck.indicator.core;

import dev.tapedeck.contracts.event.IndicatorEvent.IndicatorsUpdated;
import dev.tapedeck.contracts.event.IndicatorValues;
import dev.tapedeck.contracts.event.IndicatorVariant;
import dev.tapedeck.contracts.event.TickEvent;
import dev.tapedeck.contracts.event.TickEvent.HeartbeatSeen;
import dev.tapedeck.contracts.event.TickEvent.MarkPriceChanged;
import dev.tapedeck.contracts.event.TickEvent.QuoteChanged;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.event.TickEvent.TradesPrinted;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The variants of one symbol and the symbol's time, which never goes back: an event with a time before that of an earlier event counts at the
 * earlier event's time. Only when it is older by more than {@link #RESTART_MILLIS} the feed itself was set back (another run of a tape, a
 * bogus time before), and all windows start anew.
 */
final class SymbolIndicators {
    static final long RESTART_MILLIS = 300_000;
    /** How long variants outlive the last session that needed them, so that a stopped session can still close its positions at a fresh price. */
    static final long LINGER_MILLIS = 3_600_000;

    private static final long NEVER = Long.MAX_VALUE;
    private static final long NO_TIME = Long.MIN_VALUE;

    private final Symbol symbol;
    private final TreeMap<String, ActiveIndicator> active = new TreeMap<>();
    /** When each variant that no session needs any more ends, by name. */
    private final TreeMap<String, Long> retiring = new TreeMap<>();

    /** What is active, for the loops of every tick. */
    private ActiveIndicator[] inOrder = {};

    private ActiveIndicator[] ofQuotes = {};

    private List<String> names = List.of();

    private long now = NO_TIME;
    /** The time that all that is active knows. */
    private long advancedTo = NO_TIME;

    private @Nullable Price lastPrice;

    SymbolIndicators(Symbol symbol) {
        this.symbol = symbol;
    }

    /** Adds the variants that are missing and lets the others retire. */
    void require(SortedSet<String> needed) {
        for (String name : needed) {
            retiring.remove(name);
            active.computeIfAbsent(name, absent -> new ActiveIndicator(IndicatorVariant.parse(absent)));
        }
        activeChanged();
        long end = now == NO_TIME ? NO_TIME : now + LINGER_MILLIS;
        active.keySet().stream()
                .filter(name -> !needed.contains(name))
                .forEach(name -> retiring.putIfAbsent(name, end));
        retire();
    }

    boolean isIdle() {
        return active.isEmpty();
    }

    /** Returns what a tick changed: nothing before the first trade, and for a quote or mark price nothing unless a value changed. */
    Optional<IndicatorsUpdated> onTick(TickEvent tick, Instant at) {
        boolean always = tick instanceof TradesPrinted || tick instanceof HeartbeatSeen;
        boolean moves = always || (tick instanceof QuoteChanged && ofQuotes.length > 0);
        // A venue says with most trades also what they left of the book, in the same millisecond.
        if (!moves && at.toEpochMilli() == now) {
            return Optional.empty();
        }
        switch (tick) {
            case TradesPrinted printed -> printed.trades().forEach(this::onTrade);
            case QuoteChanged quote -> onQuote(quote);
            case MarkPriceChanged _, HeartbeatSeen _ -> {}
        }
        advance(at.toEpochMilli());
        retire();
        Price price = lastPrice;
        if (price == null || active.isEmpty()) {
            return Optional.empty();
        }
        return updated(price, always);
    }

    private void onTrade(Trade trade) {
        long venueMillis = trade.at().toEpochMilli();
        advance(venueMillis);
        lastPrice = trade.price();
        var tick = new TradeTick(
                now,
                venueMillis,
                trade.price().toDouble(),
                trade.quantity().contracts().doubleValue(),
                trade.takerSide() == Side.BUY);
        for (ActiveIndicator indicator : inOrder) {
            indicator.onTrade(tick);
        }
    }

    private void onQuote(QuoteChanged quote) {
        if (ofQuotes.length == 0) {
            return;
        }
        var tick = new QuoteTick(
                quote.bidPrice().toDouble(),
                quote.bidQuantity().contracts().doubleValue(),
                quote.askPrice().toDouble(),
                quote.askQuantity().contracts().doubleValue());
        for (ActiveIndicator indicator : ofQuotes) {
            indicator.onQuote(tick);
        }
    }

    private void advance(long atMillis) {
        if (now != NO_TIME && atMillis < now - RESTART_MILLIS) {
            restart(atMillis);
        }
        now = Math.max(now, atMillis);
        if (advancedTo == now) {
            return;
        }
        advancedTo = now;
        for (ActiveIndicator indicator : inOrder) {
            indicator.advance(now);
        }
    }

    private void restart(long atMillis) {
        now = atMillis;
        advancedTo = NO_TIME;
        lastPrice = null;
        active.values().forEach(ActiveIndicator::restart);
        retiring.replaceAll((name, end) -> atMillis + LINGER_MILLIS);
    }

    private void retire() {
        if (!retiring.isEmpty()) {
            boolean anyOver = retiring.entrySet().removeIf(entry -> {
                boolean over = entry.getValue() <= now;
                if (over) {
                    active.remove(entry.getKey());
                }
                return over;
            });
            if (anyOver) {
                activeChanged();
            }
        }
    }

    private void activeChanged() {
        inOrder = active.values().toArray(ActiveIndicator[]::new);
        ofQuotes = active.values().stream().filter(ActiveIndicator::usesQuotes).toArray(ActiveIndicator[]::new);
        names = List.copyOf(active.keySet());
        advancedTo = NO_TIME;
    }

    private Optional<IndicatorsUpdated> updated(Price price, boolean always) {
        var values = new double[inOrder.length];
        int ready = 0;
        boolean changed = always;
        for (int i = 0; i < inOrder.length; i++) {
            values[i] = inOrder[i].value(now);
            changed |= inOrder[i].emit(values[i]);
            ready += Double.isNaN(values[i]) ? 0 : 1;
        }
        if (!changed) {
            return Optional.empty();
        }
        List<String> notReady = ready == values.length ? List.of() : notReady(values);
        return Optional.of(new IndicatorsUpdated(symbol, price, IndicatorValues.of(names, values), notReady));
    }

    private List<String> notReady(double[] values) {
        var notReady = new ArrayList<String>();
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                notReady.add(names.get(i));
            }
        }
        return notReady;
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(now);
        out.writeUTF(lastPrice == null ? "" : lastPrice.toString());
        out.writeInt(active.size());
        for (ActiveIndicator indicator : active.values()) {
            out.writeUTF(indicator.name());
            out.writeLong(retiring.getOrDefault(indicator.name(), NEVER));
            indicator.save(out);
        }
    }

    static SymbolIndicators load(Symbol symbol, DataInput in) throws IOException {
        var loaded = new SymbolIndicators(symbol);
        loaded.now = in.readLong();
        String price = in.readUTF();
        loaded.lastPrice = price.isEmpty() ? null : Price.of(price);
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            loaded.loadIndicator(in);
        }
        loaded.activeChanged();
        return loaded;
    }

    private void loadIndicator(DataInput in) throws IOException {
        var indicator = new ActiveIndicator(IndicatorVariant.parse(in.readUTF()));
        long end = in.readLong();
        indicator.load(in);
        active.put(indicator.name(), indicator);
        if (end != NEVER) {
            retiring.put(indicator.name(), end);
        }
    }
}
