package dev.tapedeck.backtest.report;

import dev.tapedeck.backtest.TestRun.EquityPoint;
import dev.tapedeck.contracts.value.Usdt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The greatest fall of the sampled equity below its highest value before, by percent of that. What a sample says holds until the next.
 *
 * @param percent of the peak, at least 0
 * @param peakAt when the peak was left
 * @param recoveredAt when the peak was reached again; absent when it was not
 * @param seconds from when the peak was left until then, or until the end
 */
public record Drawdown(
        Usdt amount,
        double percent,
        Instant peakAt,
        Instant troughAt,
        @Nullable Instant recoveredAt,
        long seconds) {

    /** @param points at least one */
    static Drawdown greatest(List<EquityPoint> points, Instant endedAt) {
        EquityPoint peak = points.getFirst();
        EquityPoint from = peak;
        EquityPoint to = peak;
        for (EquityPoint point : points) {
            if (point.equity().compareTo(peak.equity()) >= 0) {
                peak = point;
            }
            if (percent(peak, point) > percent(from, to)) {
                from = peak;
                to = point;
            }
        }
        Instant left = from.equals(to)
                ? from.at()
                : points.get(points.indexOf(from) + 1).at();
        Instant recoveredAt = recovered(points, from, to);
        Instant until = recoveredAt == null ? endedAt : recoveredAt;
        return new Drawdown(
                from.equity().minus(to.equity()),
                percent(from, to),
                left,
                to.at(),
                recoveredAt,
                from.equals(to) ? 0 : Duration.between(left, until).toSeconds());
    }

    private static @Nullable Instant recovered(List<EquityPoint> points, EquityPoint from, EquityPoint to) {
        return points.stream()
                .filter(point -> point.at().isAfter(to.at()) && point.equity().compareTo(from.equity()) >= 0)
                .map(EquityPoint::at)
                .findFirst()
                .orElse(null);
    }

    private static double percent(EquityPoint peak, EquityPoint point) {
        double high = peak.equity().value().doubleValue();
        return high <= 0 ? 0 : 100 * (high - point.equity().value().doubleValue()) / high;
    }
}
