package dev.tapedeck.backtest.report;

import dev.tapedeck.backtest.TestRun;
import dev.tapedeck.backtest.TestRun.EquityPoint;
import dev.tapedeck.backtest.report.Plot.Point;
import dev.tapedeck.contracts.value.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The drawings of a report. */
final class Charts {
    private static final int TALL = 260;
    private static final int LOW = 120;

    private final TestRun run;
    private final Performance performance;
    private final Instant from;
    private final Instant to;

    Charts(TestRun run, Performance performance) {
        this.run = run;
        this.performance = performance;
        this.from = performance.from();
        Instant last = run.equity().getLast().at();
        this.to = last.isAfter(performance.to()) ? last : performance.to();
    }

    String html() {
        return "<h2>Equity, USDT</h2>\n" + equity() + "<h2>Below its peak, percent</h2>\n" + drawdown()
                + (performance.trades().isEmpty() ? "" : "<h2>P&amp;L of each trade, USDT</h2>\n" + pnl() + prices());
    }

    private String equity() {
        List<Point> points = steps(point -> point.equity().value().doubleValue());
        return plot(TALL, points).line("equity", points).svg("equity");
    }

    private String drawdown() {
        var points = new ArrayList<Point>();
        double peak = Double.NEGATIVE_INFINITY;
        for (Point point : steps(one -> one.equity().value().doubleValue())) {
            peak = Math.max(peak, point.value());
            points.add(new Point(point.atMillis(), peak <= 0 ? 0 : 100 * (point.value() - peak) / peak));
        }
        double lowest = points.stream().mapToDouble(Point::value).min().orElse(0);
        return new Plot(LOW, from, to, lowest, 0).area("drawdown", points, 0).svg("drawdown");
    }

    /** Samples are written only when something changed: what was before holds until then. */
    private List<Point> steps(ToDoubleFunction<EquityPoint> value) {
        var points = new ArrayList<Point>();
        for (EquityPoint sample : run.equity()) {
            if (!points.isEmpty()) {
                points.add(
                        new Point(sample.at().toEpochMilli(), points.getLast().value()));
            }
            points.add(new Point(sample.at().toEpochMilli(), value.applyAsDouble(sample)));
        }
        points.add(new Point(to.toEpochMilli(), points.getLast().value()));
        return points;
    }

    private String pnl() {
        List<Point> ends = Stream.concat(
                        Stream.of(new Point(0, 0)),
                        performance.trades().stream().map(trade -> new Point(0, pnl(trade))))
                .toList();
        Plot plot = plot(LOW, ends);
        for (Trade trade : performance.trades()) {
            plot.bar(
                    pnl(trade) > 0 ? "win" : "loss",
                    new Point(millis(trade.exitAt()), pnl(trade)),
                    0,
                    Shown.time(trade.exitAt()) + "  " + trade.symbol().name() + "  " + Shown.money(trade.pnl()));
        }
        return plot.svg("profit and loss of each trade");
    }

    /** The symbol with the most trades, with where each was entered and left. */
    private String prices() {
        String symbol = performance.bySymbol().entrySet().stream()
                .max(Map.Entry.comparingByValue((one, other) -> Integer.compare(one.trades(), other.trades())))
                .orElseThrow()
                .getKey();
        List<Point> points = run.prices().stream()
                .filter(point -> point.symbol().name().equals(symbol))
                .map(point -> new Point(point.at().toEpochMilli(), point.price().toDouble()))
                .toList();
        List<Trade> trades = performance.trades().stream()
                .filter(trade -> trade.symbol().name().equals(symbol))
                .toList();
        Plot plot = plot(
                        TALL,
                        Stream.concat(points.stream(), trades.stream().flatMap(Charts::ends))
                                .toList())
                .line("price", points);
        trades.forEach(trade -> mark(plot, trade));
        return "<h2>" + Html.escaped(symbol) + "</h2>\n" + plot.svg("price of " + symbol)
                + "<p class=\"note\">The price is sampled; triangles are average prices of entries (below) and exits (above), green for a trade that won.</p>\n";
    }

    private static void mark(Plot plot, Trade trade) {
        String style = pnl(trade) > 0 ? "win" : "loss";
        boolean isLong = trade.direction() == Direction.LONG;
        List<Point> ends = ends(trade).toList();
        plot.marker(
                "entry",
                ends.getFirst(),
                isLong,
                "in " + Shown.time(trade.entryAt()) + " at " + Shown.price(trade.averageEntryPrice()));
        if (ends.size() > 1) {
            plot.marker(
                    style,
                    ends.getLast(),
                    !isLong,
                    "out " + Shown.time(trade.exitAt()) + " at "
                            + Shown.price(trade.averageExitPrice()) + ", " + Shown.money(trade.pnl()) + " USDT, "
                            + trade.closedBy());
        }
    }

    private static Stream<Point> ends(Trade trade) {
        var entry = new Point(millis(trade.entryAt()), trade.averageEntryPrice().toDouble());
        return trade.averageExitPrice() == null
                ? Stream.of(entry)
                : Stream.of(
                        entry,
                        new Point(
                                millis(trade.exitAt()), trade.averageExitPrice().toDouble()));
    }

    private Plot plot(int height, List<Point> points) {
        double low = points.stream().mapToDouble(Point::value).min().orElse(0);
        double high = points.stream().mapToDouble(Point::value).max().orElse(0);
        return new Plot(height, from, to, low, high);
    }

    private static double pnl(Trade trade) {
        return trade.pnl().value().doubleValue();
    }

    private static long millis(@Nullable Instant at) {
        return at == null ? 0 : at.toEpochMilli();
    }
}
