package dev.tapedeck.backtest.detect;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What the alarms were worth. The first 24 h of a tape are warm-up, in which nothing counts.
 *
 * @param pumps all that were watched
 * @param visible those whose price rose by at least 8 %
 * @param caught visible ones with an alarm at most 120 s before or after their onset
 * @param caughtOfAll the same of all
 * @param delaysMillis from onset to the first such alarm, of the visible ones, ascending; negative before the onset
 * @param missed ids of the visible ones that were not caught
 * @param falseAlarms further than 30 min from onset and announcement of the tape's pump and from every other known one
 * @param symbolDays time watched after the warm-up; where tapes of a symbol overlap, it counts once, and so do its alarms
 */
record Score(
        int pumps,
        int visible,
        int caught,
        int caughtOfAll,
        List<Long> delaysMillis,
        List<String> missed,
        int falseAlarms,
        double symbolDays) {
    static final long WARM_UP_MILLIS = Duration.ofDays(1).toMillis();
    static final long CAUGHT_WITHIN_MILLIS = Duration.ofMinutes(2).toMillis();
    /** As long as the cool-down after an alarm. */
    static final long BELONGS_WITHIN_MILLIS = Duration.ofMinutes(30).toMillis();

    private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final double SECOND_MILLIS = 1_000;

    Score {
        delaysMillis = List.copyOf(delaysMillis);
        missed = List.copyOf(missed);
    }

    static Score of(List<Watch> watches) {
        List<Long> delays = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        int caughtOfAll = 0;
        for (Watch watch : watches) {
            List<Long> hits = alarms(watch, watch.firstMillis() + WARM_UP_MILLIS)
                    .filter(alarm -> near(alarm, watch.pump().onsetMillis(), CAUGHT_WITHIN_MILLIS))
                    .toList();
            caughtOfAll += hits.isEmpty() ? 0 : 1;
            if (watch.pump().visible() && hits.isEmpty()) {
                missed.add(watch.pump().id());
            } else if (watch.pump().visible()) {
                delays.add(hits.getFirst() - watch.pump().onsetMillis());
            }
        }
        Quiet quiet = quiet(watches);
        return new Score(
                watches.size(),
                delays.size() + missed.size(),
                delays.size(),
                caughtOfAll,
                delays.stream().sorted().toList(),
                missed,
                quiet.falseAlarms,
                quiet.millis / DAY_MILLIS);
    }

    private record Quiet(int falseAlarms, long millis) {}

    /** In order of their beginning, a tape counts from where the symbol's earlier ones ended. */
    private static Quiet quiet(List<Watch> watches) {
        Map<String, Long> countedUntil = new HashMap<>();
        int falseAlarms = 0;
        long millis = 0;
        for (Watch watch : watches.stream()
                .sorted(comparingLong(Watch::firstMillis)
                        .thenComparing(comparing(watch -> watch.pump().id())))
                .toList()) {
            String symbol = watch.pump().symbol();
            long from =
                    Math.max(watch.firstMillis() + WARM_UP_MILLIS, countedUntil.getOrDefault(symbol, Long.MIN_VALUE));
            millis += Math.max(0, watch.lastMillis() - from);
            falseAlarms += (int) alarms(watch, from)
                    .filter(alarm ->
                            knownPumps(watch.pump()).noneMatch(known -> near(alarm, known, BELONGS_WITHIN_MILLIS)))
                    .count();
            countedUntil.merge(symbol, watch.lastMillis(), Math::max);
        }
        return new Quiet(falseAlarms, millis);
    }

    private static Stream<Long> alarms(Watch watch, long fromMillis) {
        return watch.alarmsMillis().stream().filter(alarm -> alarm >= fromMillis);
    }

    private static LongStream knownPumps(Pump pump) {
        return LongStream.concat(
                LongStream.of(pump.onsetMillis(), pump.announcedMillis()),
                pump.otherPumpsMillis().stream().mapToLong(Long::longValue));
    }

    private static boolean near(long alarm, long pump, long millis) {
        return Math.abs(alarm - pump) <= millis;
    }

    /** Returns the share of visible pumps that were caught; NaN when there was none. */
    double recall() {
        return (double) caught / visible;
    }

    /** Returns the median delay in seconds; NaN when nothing was caught. */
    double medianDelaySeconds() {
        int size = delaysMillis.size();
        return size == 0
                ? Double.NaN
                : (delaysMillis.get((size - 1) / 2) + delaysMillis.get(size / 2)) / (2 * SECOND_MILLIS);
    }

    /** Returns false alarms per symbol and day; NaN when no time was watched. */
    double falseAlarmsPerSymbolDay() {
        return falseAlarms / symbolDays;
    }
}
