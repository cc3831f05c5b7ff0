package dev.tapedeck.contracts.event;

import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Symbol;
import java.util.List;
import java.util.Map;

/** What the ticks say. Topic {@code indicators}, key and subject: the symbol. */
public sealed interface IndicatorEvent extends EventData {
    /**
     * The values of every variant that an active strategy needs, after one tick record.
     *
     * @param lastPrice the newest trade price
     * @param values variant name to value; finite numbers only
     * @param notReady variants whose window is not full yet; a condition on one of them does not pass
     */
    record IndicatorsUpdated(Symbol symbol, Price lastPrice, Map<String, Double> values, List<String> notReady)
            implements IndicatorEvent {
        public IndicatorsUpdated {
            values = IndicatorValues.copyOf(values);
            notReady = List.copyOf(notReady);
        }

        /** Returns the value of a variant, NaN when it has none. */
        public double value(String variant) {
            return ((IndicatorValues) values).value(variant);
        }
    }
}
