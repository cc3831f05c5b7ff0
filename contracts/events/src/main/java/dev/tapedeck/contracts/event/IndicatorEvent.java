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
            values = Sorted.copyOf(values);
            notReady = List.copyOf(notReady);
            values.forEach((variant, value) -> {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException(
                            "value of " + variant + " must be finite, was " + value + " (symbol=" + symbol + ")");
                }
            });
        }
    }
}
