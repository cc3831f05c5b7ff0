package dev.tapedeck.indicator.core;

import dev.tapedeck.contracts.event.IndicatorVariant;
import dev.tapedeck.indicator.core.Bollinger.Line;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A variant at work: knows when its window is full, and which value was last sent out. */
final class ActiveIndicator {
    private static final long NOT_STARTED = Long.MIN_VALUE;

    private final IndicatorVariant variant;
    private final String name;
    private Indicator indicator;
    private long startedMillis = NOT_STARTED;
    private double emitted = Double.NaN;

    ActiveIndicator(IndicatorVariant variant) {
        this.variant = variant;
        name = variant.name();
        indicator = of(variant);
    }

    String name() {
        return name;
    }

    void advance(long nowMillis) {
        indicator.advance(nowMillis);
    }

    void onTrade(TradeTick trade) {
        if (startedMillis == NOT_STARTED) {
            startedMillis = trade.atMillis();
        }
        indicator.onTrade(trade);
        if (indicator.entries() >= Indicator.ENTRIES_MAX) {
            restart();
        }
    }

    boolean usesQuotes() {
        return indicator.usesQuotes();
    }

    void onQuote(QuoteTick quote) {
        indicator.onQuote(quote);
    }

    /** Forgets everything; the value is not ready until the window is full again. */
    void restart() {
        indicator = of(variant);
        startedMillis = NOT_STARTED;
    }

    /** Returns the value at this time, finite, or NaN when it is not ready. */
    double value(long nowMillis) {
        boolean windowFull = startedMillis != NOT_STARTED && startedMillis <= nowMillis - indicator.warmUpMillis();
        double value = windowFull ? indicator.value() : Double.NaN;
        return Double.isFinite(value) ? value : Double.NaN;
    }

    /** Notes the value as sent out and returns whether it differs from the one before. */
    boolean emit(double value) {
        boolean changed = Double.doubleToLongBits(value) != Double.doubleToLongBits(emitted);
        emitted = value;
        return changed;
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(startedMillis);
        out.writeDouble(emitted);
        indicator.save(out);
    }

    void load(DataInput in) throws IOException {
        startedMillis = in.readLong();
        emitted = in.readDouble();
        indicator.load(in);
    }

    private static Indicator of(IndicatorVariant variant) {
        return switch (variant.family()) {
            case PUMP_MAGNITUDE -> new PumpMagnitude(millis(variant, 0));
            case VOLUME_SURGE_RATIO -> new VolumeSurgeRatio(millis(variant, 0), millis(variant, 1), false);
            case BUY_VOLUME_SURGE_RATIO -> new VolumeSurgeRatio(millis(variant, 0), millis(variant, 1), true);
            case PRICE_MOMENTUM -> new PriceMomentum(millis(variant, 0));
            case VELOCITY -> new Velocity(millis(variant, 0));
            case TWPA -> new Twpa(millis(variant, 0), millis(variant, 1));
            case TWPA_RISING -> new TwpaDirection(millis(variant, 0), millis(variant, 1), true);
            case TWPA_FALLING -> new TwpaDirection(millis(variant, 0), millis(variant, 1), false);
            case VWAP -> new Vwap(millis(variant, 0));
            case MAX_DRAWDOWN -> new MaxDrawdown(millis(variant, 0));
            case SHARPE -> new Sharpe(variant.parameter(0));
            case BOOK_IMBALANCE -> new BookImbalance();
            case RSI -> new Rsi(variant.parameter(0), millis(variant, 1));
            case EMA -> new Ema(variant.parameter(0), millis(variant, 1));
            case ATR -> new Atr(variant.parameter(0), millis(variant, 1));
            case SMA -> bollinger(Line.MIDDLE, variant);
            case BOLLINGER_UPPER -> bollinger(Line.UPPER, variant);
            case BOLLINGER_LOWER -> bollinger(Line.LOWER, variant);
            case BOLLINGER_WIDTH -> bollinger(Line.WIDTH, variant);
            case BOLLINGER_PERCENT_B -> bollinger(Line.PERCENT_B, variant);
            case SPREAD_BPS -> new SpreadBps();
            case VOLATILITY -> new Volatility(variant.parameter(0));
            case RUSH_ORDERS -> new RushOrders(millis(variant, 0));
            case TRADE_RATE -> new TradeRate(millis(variant, 0));
        };
    }

    private static Indicator bollinger(Line line, IndicatorVariant variant) {
        return new Bollinger(line, variant.parameter(0), millis(variant, 1));
    }

    private static long millis(IndicatorVariant variant, int parameter) {
        return variant.parameter(parameter) * 1_000L;
    }
}
