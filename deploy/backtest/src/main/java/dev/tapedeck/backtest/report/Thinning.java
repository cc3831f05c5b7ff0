package dev.tapedeck.backtest.report;

import dev.tapedeck.backtest.report.Plot.Point;
import java.util.ArrayList;
import java.util.List;

/** Leaves of many points those that can be seen. */
final class Thinning {
    private Thinning() {}

    /** Returns of each of so many equal spans of time the first, lowest, highest and last point, in the order of the points. */
    static List<Point> byColumn(List<Point> points, long fromMillis, long toMillis, int columns) {
        var kept = new ArrayList<Point>();
        int begin = 0;
        while (begin < points.size()) {
            long column = column(points.get(begin), fromMillis, toMillis, columns);
            int end = begin;
            int lowest = begin;
            int highest = begin;
            while (end < points.size() && column(points.get(end), fromMillis, toMillis, columns) == column) {
                lowest = points.get(end).value() < points.get(lowest).value() ? end : lowest;
                highest = points.get(end).value() > points.get(highest).value() ? end : highest;
                end++;
            }
            List.of(begin, Math.min(lowest, highest), Math.max(lowest, highest), end - 1).stream()
                    .distinct()
                    .map(points::get)
                    .forEach(kept::add);
            begin = end;
        }
        return kept;
    }

    private static long column(Point point, long fromMillis, long toMillis, int columns) {
        return (point.atMillis() - fromMillis) * columns / (toMillis - fromMillis);
    }
}
