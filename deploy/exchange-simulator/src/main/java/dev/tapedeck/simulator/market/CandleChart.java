package dev.tapedeck.simulator.market;

import java.util.EnumMap;
import java.util.Map;

/** The candles of one price at every interval. */
public final class CandleChart {
    private final Map<Interval, Candles> byInterval = new EnumMap<>(Interval.class);
    private final Candles[] all;

    CandleChart() {
        Interval[] intervals = Interval.values();
        all = new Candles[intervals.length];
        for (int i = 0; i < intervals.length; i++) {
            all[i] = new Candles(intervals[i]);
            byInterval.put(intervals[i], all[i]);
        }
    }

    CandleChart copy() {
        CandleChart copy = new CandleChart();
        int i = 0;
        for (Interval interval : Interval.values()) {
            copy.all[i] = at(interval).copy();
            copy.byInterval.put(interval, copy.all[i++]);
        }
        return copy;
    }

    void add(long atMillis, long ticks, long contracts) {
        for (Candles candles : all) {
            candles.add(atMillis, ticks, contracts);
        }
    }

    public Candles at(Interval interval) {
        Candles candles = byInterval.get(interval);
        if (candles == null) {
            throw new IllegalStateException("every interval has candles, " + interval + " had none");
        }
        return candles;
    }
}
