package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The sum of what was added within {@code (now - window, now]}. Additions of one millisecond share an entry. */
final class WindowSum {
    private final long windowMillis;
    private final TimedRing additions = new TimedRing();
    private final CompensatedSum sum = new CompensatedSum();

    WindowSum(long windowMillis) {
        this.windowMillis = windowMillis;
    }

    void advance(long nowMillis) {
        while (!additions.isEmpty() && additions.time(0) <= nowMillis - windowMillis) {
            sum.add(-additions.value(0));
            additions.removeFirst();
        }
        if (additions.isEmpty()) {
            sum.clear();
        }
    }

    void add(long atMillis, double amount) {
        if (!additions.isEmpty() && additions.lastTime() == atMillis) {
            double before = additions.lastValue();
            additions.setLast(atMillis, before + amount);
            sum.add(-before);
            sum.add(before + amount);
        } else {
            additions.add(atMillis, amount);
            sum.add(amount);
        }
    }

    double value() {
        return sum.value();
    }

    int entries() {
        return additions.size();
    }

    void save(DataOutput out) throws IOException {
        additions.save(out);
        sum.save(out);
    }

    void load(DataInput in) throws IOException {
        additions.load(in);
        sum.load(in);
    }
}
