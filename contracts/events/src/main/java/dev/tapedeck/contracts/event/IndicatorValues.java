package dev.tapedeck.contracts.event;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Numbers by name, in the order of the names, and all of them finite; a name may also stand for a number that is not there. Immutable. One event in two carries such a map, so it takes no more than its
 * numbers: the names of a symbol's variants stay the same from tick to tick and are shared.
 */
public final class IndicatorValues extends AbstractMap<String, Double> {
    private final List<String> names;
    private final double[] values;

    private IndicatorValues(List<String> names, double[] values) {
        this.names = names;
        this.values = values;
    }

    /**
     * Returns the numbers of these names.
     *
     * @param names in their order, each once; shared if the list is unmodifiable
     * @param values one for each name, NaN where there is none
     * @throws IllegalArgumentException when one is infinite, or there are more or fewer than names
     */
    public static IndicatorValues of(List<String> names, double... values) {
        if (values.length != names.size()) {
            throw new IllegalArgumentException("expected a value for each of " + names + ", were " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            if (Double.isInfinite(values[i])) {
                throw new IllegalArgumentException("value of " + names.get(i) + " must be finite, was " + values[i]);
            }
        }
        return new IndicatorValues(List.copyOf(names), values.clone());
    }

    /**
     * Returns these entries.
     *
     * @throws IllegalArgumentException when a number is not finite
     */
    static IndicatorValues copyOf(Map<String, Double> map) {
        if (map instanceof IndicatorValues already) {
            return already;
        }
        var sorted = new TreeMap<>(map);
        sorted.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("value of " + name + " must be finite, was " + value);
            }
        });
        return of(
                List.copyOf(sorted.keySet()),
                sorted.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Returns the number of this name, NaN when there is none. */
    public double value(String name) {
        int place = names.indexOf(name);
        return place < 0 ? Double.NaN : values[place];
    }

    @Override
    public @Nullable Double get(@Nullable Object name) {
        double value = name instanceof String text ? value(text) : Double.NaN;
        return Double.isNaN(value) ? null : Double.valueOf(value);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Entry<String, Double>> entrySet() {
        return new Entries();
    }

    private int next(int from) {
        int place = from;
        while (place < values.length && Double.isNaN(values[place])) {
            place++;
        }
        return place;
    }

    private final class Entries extends AbstractSet<Entry<String, Double>> {
        @Override
        public int size() {
            int size = 0;
            for (int place = next(0); place < values.length; place = next(place + 1)) {
                size++;
            }
            return size;
        }

        @Override
        public Iterator<Entry<String, Double>> iterator() {
            return new Iterator<>() {
                private int place = IndicatorValues.this.next(0);

                @Override
                public boolean hasNext() {
                    return place < values.length;
                }

                @Override
                public Entry<String, Double> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException("expected at most " + size() + " entries to be asked for");
                    }
                    Entry<String, Double> entry = Map.entry(names.get(place), values[place]);
                    place = IndicatorValues.this.next(place + 1);
                    return entry;
                }
            };
        }
    }
}
