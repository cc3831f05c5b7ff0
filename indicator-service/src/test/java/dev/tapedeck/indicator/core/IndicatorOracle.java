package dev.tapedeck.indicator.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.IndicatorVariant;
import dev.tapedeck.contracts.event.TickEvent.QuoteChanged;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.event.TickEvent.TradesPrinted;
import dev.tapedeck.contracts.value.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Every indicator by its definition, over the whole history, slowly. Shares no code with the incremental ones. */
final class IndicatorOracle {
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
            case SPREAD_BPS -> spread();
            case VOLATILITY -> volatility(variant.parameter(0));
            case RSI -> rsi(variant.parameter(0), second);
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
        double price = Double.NaN;
        for (Row row : rows) {
            if (row.at() <= instant) {
                price = row.price();
            }
        }
        return price;
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

    private double spread() {
        if (quote == null) {
            return Double.NaN;
        }
        double bid = quote.bidPrice().toDouble();
        double ask = quote.askPrice().toDouble();
        return 20_000 * (ask - bid) / (ask + bid);
    }

    private double volatility(int seconds) {
        long lastEnd = Math.floorDiv(now, 1_000L);
        if ((lastEnd - seconds) * 1_000 <= rows.getFirst().at()) {
            return Double.NaN;
        }
        double[] returns = LongStream.rangeClosed(lastEnd - seconds + 1, lastEnd)
                .mapToDouble(end -> Math.log(inForce(end * 1_000 - 1)) - Math.log(inForce((end - 1) * 1_000 - 1)))
                .toArray();
        double mean = 0;
        for (double each : returns) {
            mean += each / seconds;
        }
        double squares = 0;
        for (double each : returns) {
            squares += (each - mean) * (each - mean);
        }
        return 100 * Math.sqrt(squares / (seconds - 1));
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
