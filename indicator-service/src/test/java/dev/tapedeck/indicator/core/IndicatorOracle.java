package dev.tapedeck.indicator.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.IndicatorVariant;
import dev.tapedeck.contracts.event.TickEvent.QuoteChanged;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.event.TickEvent.TradesPrinted;
import dev.tapedeck.contracts.value.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Every indicator by its definition, over the whole history, slowly. Shares no code with the incremental ones. */
final class IndicatorOracle {
    private record Bar(double high, double low, double close) {}

    private record Row(long at, long venue, double price, double quantity, boolean buy) {}

    private final List<Row> rows = new ArrayList<>();
    private @Nullable QuoteChanged quote;
    private long now = Long.MIN_VALUE;

    void see(Event<?> event) {
        if (event.data() instanceof TradesPrinted printed) {
            printed.trades().forEach(this::see);
        } else if (event.data() instanceof QuoteChanged changed) {
            quote = changed;
        }
        now = Math.max(now, event.time().toEpochMilli());
    }

    private void see(Trade trade) {
        now = Math.max(now, trade.at().toEpochMilli());
        rows.add(new Row(
                now,
                trade.at().toEpochMilli(),
                trade.price().toDouble(),
                trade.quantity().contracts().doubleValue(),
                trade.takerSide() == Side.BUY));
    }

    /** Returns the value now; NaN when not ready. */
    double value(IndicatorVariant variant) {
        if (rows.isEmpty()) {
            return Double.NaN;
        }
        long first = variant.parameters().isEmpty() ? 0 : variant.parameter(0) * 1_000L;
        long second = variant.parameters().size() < 2 ? 0 : variant.parameter(1) * 1_000L;
        double value = switch (variant.family()) {
            case PUMP_MAGNITUDE -> full(first, 100 * (last() / lowest(first) - 1));
            case PRICE_MOMENTUM -> full(first, change(first));
            case VELOCITY -> full(first, change(first) / variant.parameter(0));
            case VOLUME_SURGE_RATIO -> full(second, surge(first, second, row -> true));
            case BUY_VOLUME_SURGE_RATIO -> full(second, surge(first, second, Row::buy));
            case TRADE_RATE -> full(first, total(first, row -> true, row -> 1) / variant.parameter(0));
            case RUSH_ORDERS -> full(first, rushOrders(first));
            case TWPA -> full(first, average(now - first, now - second));
            case TWPA_RISING -> full(first + 1_000, rise(first, second) > 1e-9 ? 1 : 0);
            case TWPA_FALLING -> full(first + 1_000, rise(first, second) < -1e-9 ? 1 : 0);
            case VWAP -> full(first, vwap(first));
            case MAX_DRAWDOWN -> full(first, drawdown(first));
            case SPREAD_BPS -> spread();
            case BOOK_IMBALANCE -> imbalance();
            case VOLATILITY -> 100 * deviation(returns(variant.parameter(0)), variant.parameter(0) - 1);
            case SHARPE -> sharpe(returns(variant.parameter(0)));
            case RSI -> rsi(variant.parameter(0), second);
            case EMA -> ema(bars(second), variant.parameter(0));
            case ATR -> atr(bars(second), variant.parameter(0));
            case SMA -> mean(lastCloses(second, variant.parameter(0)));
            case BOLLINGER_UPPER -> band(lastCloses(second, variant.parameter(0)), 2);
            case BOLLINGER_LOWER -> band(lastCloses(second, variant.parameter(0)), -2);
            case BOLLINGER_WIDTH -> width(lastCloses(second, variant.parameter(0)));
            case BOLLINGER_PERCENT_B -> percentB(lastCloses(second, variant.parameter(0)));
        };
        return Double.isFinite(value) ? value : Double.NaN;
    }

    private double full(long window, double value) {
        return rows.getFirst().at() <= now - window ? value : Double.NaN;
    }

    private double last() {
        return rows.getLast().price();
    }

    /** The price of the last trade at or before the instant. */
    private double inForce(long instant) {
        for (Row row : rows.reversed()) {
            if (row.at() <= instant) {
                return row.price();
            }
        }
        return Double.NaN;
    }

    private double lowest(long window) {
        double lowest = inForce(now - window);
        for (Row row : rows) {
            if (row.at() > now - window) {
                lowest = Double.isNaN(lowest) ? row.price() : Math.min(lowest, row.price());
            }
        }
        return lowest;
    }

    private double change(long window) {
        return 100 * (last() - inForce(now - window)) / inForce(now - window);
    }

    private double total(long window, Predicate<Row> which, ToDoubleFunction<Row> what) {
        return rows.stream()
                .filter(row -> row.at() > now - window)
                .filter(which)
                .mapToDouble(what)
                .sum();
    }

    private double surge(long shortWindow, long longWindow, Predicate<Row> which) {
        double lately = total(shortWindow, which, row -> row.price() * row.quantity());
        double onAverage = total(longWindow, which, row -> row.price() * row.quantity());
        return lately * longWindow / (onAverage * shortWindow);
    }

    private double rushOrders(long window) {
        int groups = 0;
        List<Row> buys = rows.stream().filter(Row::buy).toList();
        int i = 0;
        while (i < buys.size()) {
            int end = i;
            while (end < buys.size() && buys.get(end).venue() == buys.get(i).venue()) {
                end++;
            }
            if (end - i >= 2 && buys.get(i + 1).at() > now - window) {
                groups++;
            }
            i = end;
        }
        return groups;
    }

    private double average(long from, long to) {
        double area = 0;
        for (int i = 0; i < rows.size(); i++) {
            long begin = Math.max(from, rows.get(i).at());
            long end = Math.min(to, i + 1 < rows.size() ? rows.get(i + 1).at() : now);
            area += end > begin ? (end - begin) * rows.get(i).price() : 0;
        }
        return area / (to - from);
    }

    /** By which part of itself the average grew in the last second. */
    private double rise(long from, long to) {
        double before = average(now - 1_000 - from, now - 1_000 - to);
        return average(now - from, now - to) / before - 1;
    }

    private double vwap(long window) {
        return total(window, row -> true, row -> row.price() * row.quantity())
                / total(window, row -> true, Row::quantity);
    }

    private double drawdown(long window) {
        double peak = inForce(now - window);
        double worst = 0;
        for (Row row : rows) {
            if (row.at() > now - window) {
                peak = Double.isNaN(peak) ? row.price() : Math.max(peak, row.price());
                worst = Math.max(worst, 100 * (peak - row.price()) / peak);
            }
        }
        return worst;
    }

    private double imbalance() {
        if (quote == null) {
            return Double.NaN;
        }
        double bid = quote.bidQuantity().contracts().doubleValue();
        double ask = quote.askQuantity().contracts().doubleValue();
        return bid / (bid + ask) - ask / (bid + ask);
    }

    private double spread() {
        if (quote == null) {
            return Double.NaN;
        }
        double bid = quote.bidPrice().toDouble();
        double ask = quote.askPrice().toDouble();
        return 20_000 * (ask - bid) / (ask + bid);
    }

    /** The one-second returns of the window; none when not all are known. */
    private double[] returns(int seconds) {
        long lastEnd = Math.floorDiv(now, 1_000L);
        if ((lastEnd - seconds) * 1_000 <= rows.getFirst().at()) {
            return new double[0];
        }
        return LongStream.rangeClosed(lastEnd - seconds + 1, lastEnd)
                .mapToDouble(end -> Math.log(inForce(end * 1_000 - 1)) - Math.log(inForce((end - 1) * 1_000 - 1)))
                .toArray();
    }

    private static double sharpe(double[] returns) {
        return mean(returns) / deviation(returns, returns.length - 1);
    }

    /** Counted from the first number, so that equal numbers have exactly their own mean; NaN of none. */
    private static double mean(double[] numbers) {
        double above = 0;
        for (double each : numbers) {
            above += each - numbers[0];
        }
        return numbers.length == 0 ? Double.NaN : numbers[0] + above / numbers.length;
    }

    private static double deviation(double[] numbers, int divisor) {
        double mean = mean(numbers);
        double squares = 0;
        for (double each : numbers) {
            squares += (each - mean) * (each - mean);
        }
        return numbers.length == 0 ? Double.NaN : Math.sqrt(squares / divisor);
    }

    private List<Bar> bars(long length) {
        long first = Math.floorDiv(rows.getFirst().at(), length);
        long open = Math.floorDiv(now, length);
        return LongStream.range(first, open)
                .mapToObj(number -> bar(number * length, (number + 1) * length))
                .toList();
    }

    private Bar bar(long begin, long end) {
        double close = inForce(end - 1);
        double[] prices = rows.stream()
                .filter(row -> row.at() >= begin && row.at() < end)
                .mapToDouble(Row::price)
                .toArray();
        return new Bar(
                Arrays.stream(prices).max().orElse(close),
                Arrays.stream(prices).min().orElse(close),
                close);
    }

    /** The closes of the last bars; none when there are fewer. */
    private double[] lastCloses(long length, int count) {
        long open = Math.floorDiv(now, length);
        return open - count < Math.floorDiv(rows.getFirst().at(), length)
                ? new double[0]
                : LongStream.rangeClosed(open - count + 1, open)
                        .mapToDouble(next -> inForce(next * length - 1))
                        .toArray();
    }

    private static double ema(List<Bar> bars, int periods) {
        if (bars.size() < periods) {
            return Double.NaN;
        }
        double average =
                mean(bars.stream().limit(periods).mapToDouble(Bar::close).toArray());
        for (Bar bar : bars.subList(periods, bars.size())) {
            average += 2.0 / (periods + 1) * (bar.close() - average);
        }
        return average;
    }

    private static double atr(List<Bar> bars, int periods) {
        if (bars.size() < periods + 1) {
            return Double.NaN;
        }
        double average = 0;
        for (int i = 1; i < bars.size(); i++) {
            double before = bars.get(i - 1).close();
            Bar bar = bars.get(i);
            double range = Math.max(
                    bar.high() - bar.low(), Math.max(Math.abs(bar.high() - before), Math.abs(bar.low() - before)));
            average += i <= periods ? range / periods : (range - average) / periods;
        }
        return average;
    }

    private static double band(double[] closes, int deviations) {
        return mean(closes) + deviations * deviation(closes, closes.length);
    }

    private static double width(double[] closes) {
        return 400 * deviation(closes, closes.length) / mean(closes);
    }

    private static double percentB(double[] closes) {
        return closes.length == 0
                ? Double.NaN
                : (closes[closes.length - 1] - band(closes, -2)) / (band(closes, 2) - band(closes, -2));
    }

    private double rsi(int periods, long bar) {
        long firstBar = Math.floorDiv(rows.getFirst().at(), bar);
        long openBar = Math.floorDiv(now, bar);
        if (openBar - firstBar < periods + 1) {
            return Double.NaN;
        }
        double gains = 0;
        double losses = 0;
        int changes = 0;
        double before = inForce((firstBar + 1) * bar - 1);
        for (long closed = firstBar + 1; closed < openBar; closed++) {
            double close = inForce((closed + 1) * bar - 1);
            double gain = Math.max(close - before, 0);
            double loss = Math.max(before - close, 0);
            changes++;
            if (changes <= periods) {
                gains += gain / periods;
                losses += loss / periods;
            } else {
                gains += (gain - gains) / periods;
                losses += (loss - losses) / periods;
            }
            before = close;
        }
        return gains + losses == 0 ? 50 : 100 - 100 / (1 + gains / losses);
    }
}
