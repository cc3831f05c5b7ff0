package dev.tapedeck.backtest.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** An SVG drawing of values over time: a frame with labelled lines, and what is drawn into it. Positions are milliseconds and values; what lies outside is not expected. */
final class Plot {
    private static final int WIDTH = 1000;
    private static final int LEFT = 74;
    private static final int RIGHT = 10;
    private static final int TOP = 8;
    private static final int BOTTOM = 20;
    private static final int LINES = 4;

    /** A value at a moment. */
    record Point(long atMillis, double value) {}

    private final int height;
    private final long fromMillis;
    private final long toMillis;
    private final double low;
    private final double high;
    private final StringBuilder body = new StringBuilder();

    Plot(int height, Instant from, Instant to, double low, double high) {
        this.height = height;
        this.fromMillis = from.toEpochMilli();
        this.toMillis = Math.max(fromMillis + 1, to.toEpochMilli());
        double room = high > low ? (high - low) * 0.04 : Math.max(1e-9, Math.abs(high) * 0.001);
        this.low = low - room;
        this.high = high + room;
        frame();
    }

    private void frame() {
        for (int line = 0; line <= LINES; line++) {
            double value = low + (high - low) * line / LINES;
            body.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
                    LEFT,
                    WIDTH - RIGHT,
                    y(value),
                    y(value)));
            body.append(String.format(
                    Locale.ROOT,
                    "<text class=\"label\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT - 6,
                    y(value) + 4,
                    label(value)));
            long at = fromMillis + (toMillis - fromMillis) * line / LINES;
            String anchor = line == 0 ? "start" : line == LINES ? "end" : "middle";
            body.append(String.format(
                    Locale.ROOT,
                    "<text class=\"label\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
                    x(at),
                    height - 4,
                    anchor,
                    Shown.time(Instant.ofEpochMilli(at)).substring(5, 16)));
        }
    }

    private String label(double value) {
        double step = (high - low) / LINES;
        int decimals = Math.clamp((int) Math.ceil(1 - Math.log10(step)), 0, 8);
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    Plot line(String style, List<Point> points) {
        body.append(String.format(Locale.ROOT, "<polyline class=\"%s\" points=\"%s\"/>", style, path(points)));
        return this;
    }

    /** Fills between the values and a base. */
    Plot area(String style, List<Point> points, double base) {
        if (!points.isEmpty()) {
            body.append(String.format(
                    Locale.ROOT,
                    "<polygon class=\"%s\" points=\"%.1f,%.1f %s%.1f,%.1f\"/>",
                    style,
                    x(points.getFirst().atMillis()),
                    y(base),
                    path(points),
                    x(points.getLast().atMillis()),
                    y(base)));
        }
        return this;
    }

    Plot bar(String style, Point top, double base, String words) {
        double from = Math.min(y(base), y(top.value()));
        body.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"2\" height=\"%.1f\"><title>%s</title></rect>",
                style,
                x(top.atMillis()) - 1,
                from,
                Math.max(1, Math.abs(y(base) - y(top.value()))),
                Html.escaped(words)));
        return this;
    }

    /** Puts a triangle whose point is at the value, below it or above it. */
    Plot marker(String style, Point at, boolean below, String words) {
        double x = x(at.atMillis());
        double y = y(at.value());
        double base = y + (below ? 7 : -7);
        body.append(String.format(
                Locale.ROOT,
                "<polygon class=\"%s\" points=\"%.1f,%.1f %.1f,%.1f %.1f,%.1f\"><title>%s</title></polygon>",
                style,
                x,
                y,
                x - 3.5,
                base,
                x + 3.5,
                base,
                Html.escaped(words)));
        return this;
    }

    String svg(String name) {
        return String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%s</svg>%n",
                WIDTH,
                height,
                Html.escaped(name),
                body);
    }

    /** Draws the lowest and the highest value of every column of pixels, in their order. */
    private String path(List<Point> points) {
        var text = new StringBuilder();
        for (Point point : Thinning.byColumn(points, fromMillis, toMillis, WIDTH)) {
            text.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point.atMillis()), y(point.value())));
        }
        return text.toString();
    }

    private double x(long atMillis) {
        return LEFT + (double) (WIDTH - LEFT - RIGHT) * (atMillis - fromMillis) / (toMillis - fromMillis);
    }

    private double y(double value) {
        return TOP + (height - TOP - BOTTOM) * (high - value) / (high - low);
    }
}
