package dev.tapedeck.contracts.event;

import dev.tapedeck.contracts.event.SignalEvent.Operator;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Usdt;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A strategy, declared. Every section's conditions must all pass for the section to fire; a section without conditions never
 * fires, save Z1, which then fires with S1.
 *
 * @param sections conditions by section; S1 and at least one of ZE1 and E1 are required
 * @param notional to open, at the decision price
 * @param stopLossBps distance of the protective stop from the decision price
 * @param entryTimeoutSeconds event time after S1 within which Z1 must fire and the order must fill
 * @param maxHoldSeconds event time after which an open position is closed by ZE1
 * @param cooldownSeconds event time after an exit in which no new detection starts
 */
public record StrategyDefinition(
        String id,
        int version,
        @Nullable String description,
        Direction direction,
        Map<Section, List<Condition>> sections,
        Usdt notional,
        int leverage,
        int maxSlippageBps,
        int stopLossBps,
        long entryTimeoutSeconds,
        long maxHoldSeconds,
        long cooldownSeconds) {

    public StrategyDefinition {
        sections = Sorted.copyOf(sections);
    }

    /** Returns the conditions of a section, empty when it has none. */
    public List<Condition> conditions(Section section) {
        return sections.getOrDefault(section, List.of());
    }

    /**
     * One comparison of an indicator variant with a number.
     *
     * @param indicator a variant name such as {@code pump_magnitude_300}, or a position measure such as {@code position_return_bps}
     * @param value what is compared with; the lower bound of BETWEEN
     * @param upper the upper bound of BETWEEN, absent otherwise
     */
    public record Condition(
            String indicator,
            Operator operator,
            double value,
            @Nullable Double upper) {}
}
