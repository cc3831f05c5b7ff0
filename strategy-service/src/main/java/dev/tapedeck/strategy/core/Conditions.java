package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.IndicatorEvent.IndicatorsUpdated;
import dev.tapedeck.contracts.event.SignalEvent.ConditionResult;
import dev.tapedeck.contracts.event.SignalEvent.Operator;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.StrategyDefinition.Condition;
import dev.tapedeck.strategy.core.StrategyInstance.Episode;
import dev.tapedeck.strategy.core.StrategyInstance.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a section's conditions with what the market and the position say. A value that is not there never passes. */
final class Conditions {
    private final IndicatorsUpdated market;
    private final Instant at;

    Conditions(IndicatorsUpdated market, Instant at) {
        this.market = market;
        this.at = at;
    }

    /** Whether all conditions of the section pass; a section without conditions does not, save Z1. */
    boolean pass(StrategyInstance instance, Section section) {
        List<Condition> conditions = instance.definition().conditions(section);
        if (conditions.isEmpty()) {
            return section == Section.Z1;
        }
        for (Condition condition : conditions) {
            if (!passes(condition, value(instance, condition.indicator()))) {
                return false;
            }
        }
        return true;
    }

    /** Returns every condition of the section with the value that it saw. */
    List<ConditionResult> results(StrategyInstance instance, Section section) {
        var results = new ArrayList<ConditionResult>();
        for (Condition condition : instance.definition().conditions(section)) {
            Double value = value(instance, condition.indicator());
            results.add(new ConditionResult(
                    condition.indicator(),
                    condition.operator(),
                    condition.value(),
                    condition.upper(),
                    value,
                    passes(condition, value)));
        }
        return results;
    }

    /** Returns a condition that no strategy states and every strategy has. */
    static ConditionResult builtIn(String name, double threshold, double value) {
        return new ConditionResult(name, Operator.AT_LEAST, threshold, null, value, value >= threshold);
    }

    private @Nullable Double value(StrategyInstance instance, String name) {
        return PositionMeasure.named(name)
                .map(measure -> measure(instance, measure))
                .orElseGet(() -> market.values().get(name));
    }

    private @Nullable Double measure(StrategyInstance instance, PositionMeasure measure) {
        Position position = instance.position();
        Episode episode = instance.episode();
        return position == null || episode == null
                ? null
                : Double.valueOf(measure.value(position, episode, market.lastPrice(), at));
    }

    private static boolean passes(Condition condition, @Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            return false;
        }
        return switch (condition.operator()) {
            case GREATER_THAN -> value > condition.value();
            case AT_LEAST -> value >= condition.value();
            case LESS_THAN -> value < condition.value();
            case AT_MOST -> value <= condition.value();
            case BETWEEN -> condition.upper() != null && value >= condition.value() && value <= condition.upper();
        };
    }
}
