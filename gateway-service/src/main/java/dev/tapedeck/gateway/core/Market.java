package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.FeedEvent.FeedStatusChanged;
import dev.tapedeck.contracts.event.IndicatorEvent.IndicatorsUpdated;
import dev.tapedeck.contracts.event.TickEvent;
import dev.tapedeck.contracts.event.TickEvent.HeartbeatSeen;
import dev.tapedeck.contracts.event.TickEvent.MarkPriceChanged;
import dev.tapedeck.contracts.event.TickEvent.QuoteChanged;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.event.TickEvent.TradesPrinted;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Everything of one symbol that changes with the market: prices, candles, feed and indicators, and what of it changed since it was last told. */
final class Market {
    /** Trades that a client may show at once; more between two messages are for the candles alone. */
    private static final int TRADES_MAX = 50;

    private final Symbol symbol;
    private final Candles candles;
    private final TreeSet<Long> changedCandles = new TreeSet<>();
    private final boolean isFirstMinuteWhole;
    private final ArrayDeque<Trade> trades = new ArrayDeque<>();
    private int untoldTrades;
    private boolean changed;

    private @Nullable Price last;
    private @Nullable Price bid;
    private @Nullable Quantity bidSize;
    private @Nullable Price ask;
    private @Nullable Quantity askSize;
    private @Nullable Price mark;
    private @Nullable Instant time;
    private @Nullable Instant firstMinute;
    private @Nullable Instant lastFrameAt;
    private @Nullable FeedStatusChanged feed;
    private @Nullable IndicatorsView indicators;

    /** {@code inMidStream} says that earlier ticks were not read, so that the first minute is not whole and gives no candle. */
    Market(Symbol symbol, int candleCapacity, boolean inMidStream) {
        this.symbol = symbol;
        this.isFirstMinuteWhole = !inMidStream;
        this.candles = new Candles(candleCapacity);
    }

    void apply(TickEvent tick, Instant eventTime, Instant recordedAt) {
        changed = true;
        time = eventTime;
        lastFrameAt = recordedAt;
        switch (tick) {
            case TradesPrinted printed -> apply(printed);
            case QuoteChanged quote -> {
                bid = quote.bidPrice();
                bidSize = quote.bidQuantity();
                ask = quote.askPrice();
                askSize = quote.askQuantity();
            }
            case MarkPriceChanged marked -> mark = marked.markPrice();
            case HeartbeatSeen ignored -> {}
        }
    }

    private void apply(TradesPrinted printed) {
        for (Trade trade : printed.trades()) {
            last = trade.price();
            remember(trade);
            Instant minute = trade.at().truncatedTo(ChronoUnit.MINUTES);
            if (firstMinute == null) {
                firstMinute = minute;
            }
            if (isFirstMinuteWhole || minute.isAfter(firstMinute)) {
                changedCandles.add(candles.add(trade));
            }
        }
    }

    private void remember(Trade trade) {
        trades.addLast(trade);
        if (trades.size() > TRADES_MAX) {
            trades.removeFirst();
        }
        untoldTrades = Math.min(TRADES_MAX, untoldTrades + 1);
    }

    void apply(FeedStatusChanged status) {
        changed = true;
        feed = status;
    }

    void apply(IndicatorsUpdated updated, Instant eventTime) {
        changed = true;
        indicators = new IndicatorsView(symbol, eventTime, updated.values(), updated.notReady());
    }

    boolean isChanged() {
        return changed;
    }

    /** From here on only later changes count. */
    void markTold() {
        changed = false;
        changedCandles.clear();
        untoldTrades = 0;
    }

    /** Returns those of the newest trades that were told, oldest first: who begins with them gets the others with the next news, and none twice. */
    List<Trade> toldTrades() {
        return trades.stream().limit(trades.size() - untoldTrades).toList();
    }

    /** Returns those of the newest trades that were not told yet, oldest first. */
    List<Trade> untoldTrades() {
        return trades.stream().skip(trades.size() - untoldTrades).toList();
    }

    List<Candle> changedCandles() {
        return candles.at(changedCandles);
    }

    List<Candle> newestCandles(int limit, int minutes) {
        return candles.newest(limit, minutes);
    }

    /** Returns the price on which unrealised profit is computed: the venue's fair price, or the last trade while there is none. */
    @Nullable
    Price valuation() {
        return mark == null ? last : mark;
    }

    Optional<MarketView> prices() {
        return time == null
                ? Optional.empty()
                : Optional.of(new MarketView(symbol, last, bid, bidSize, ask, askSize, mark, time));
    }

    /** Returns the feed's health; a symbol that no status is known of is down. */
    FeedView feed(Instant now) {
        FeedEvent.State state = feed == null ? FeedEvent.State.DOWN : feed.state();
        long reported = feed == null ? 0 : feed.ageMillis();
        long age = lastFrameAt == null ? reported : Math.max(0, now.toEpochMilli() - lastFrameAt.toEpochMilli());
        return new FeedView(symbol, state, age, lastFrameAt, feed == null ? null : feed.reason());
    }

    Optional<IndicatorsView> indicators() {
        return Optional.ofNullable(indicators);
    }
}
