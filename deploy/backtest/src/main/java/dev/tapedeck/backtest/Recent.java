package dev.tapedeck.backtest;

import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Values that follow from whole numbers, the latest of them kept: the prices and sizes of a market come again and again, and an exact decimal costs more than to find it here. For one thread.
 */
final class Recent<T> {
    private static final int SLOTS = 1_024;

    private final LongFunction<T> maker;
    private final long[] numbers = new long[SLOTS];
    private final @Nullable Object[] values = new Object[SLOTS];

    Recent(LongFunction<T> maker) {
        this.maker = maker;
    }

    @SuppressWarnings("unchecked")
    T of(long number) {
        int slot = (int) (number & (SLOTS - 1));
        Object known = values[slot];
        if (known != null && numbers[slot] == number) {
            return (T) known;
        }
        T made = maker.apply(number);
        numbers[slot] = number;
        values[slot] = made;
        return made;
    }
}
