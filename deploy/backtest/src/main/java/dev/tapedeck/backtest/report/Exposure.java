package dev.tapedeck.backtest.report;

import dev.tapedeck.backtest.TestRun.EquityPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How much was held.
 *
 * @param timePercent share of the run in which anything was held, by the trades
 * @param averageNotionalUsdt of what was held, over the whole run, by the samples of the account
 */
public record Exposure(double timePercent, double averageNotionalUsdt) {
    static Exposure of(List<Trade> trades, List<EquityPoint> points, Instant from, Instant to) {
        double all = Math.max(1, Duration.between(from, to).toMillis());
        return new Exposure(100 * heldMillis(trades, to) / all, notionalMillis(points, to) / all);
    }

    private static double heldMillis(List<Trade> trades, Instant end) {
        double millis = 0;
        Instant until = Instant.MIN;
        List<Trade> byEntry =
                trades.stream().sorted(Comparator.comparing(Trade::entryAt)).toList();
        for (Trade trade : byEntry) {
            Instant exit = trade.exitAt() == null || trade.exitAt().isAfter(end) ? end : trade.exitAt();
            Instant begin = trade.entryAt().isAfter(until) ? trade.entryAt() : until;
            if (exit.isAfter(begin)) {
                millis += Duration.between(begin, exit).toMillis();
                until = exit;
            }
        }
        return millis;
    }

    private static double notionalMillis(List<EquityPoint> points, Instant end) {
        double sum = 0;
        for (int i = 0; i < points.size(); i++) {
            Instant next = i + 1 < points.size() ? points.get(i + 1).at() : end;
            long millis = Math.max(0, Duration.between(points.get(i).at(), next).toMillis());
            sum += points.get(i).exposure().value().doubleValue() * millis;
        }
        return sum;
    }
}
