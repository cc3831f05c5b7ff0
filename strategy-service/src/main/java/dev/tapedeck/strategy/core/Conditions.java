package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.IndicatorEvent.IndicatorsUpdated;
import dev.tapedeck.contracts.event.SignalEvent.ConditionHoldChanged;
import dev.tapedeck.contracts.event.SignalEvent.ConditionResult;
import dev.tapedeck.contracts.event.SignalEvent.MissedCondition;
import dev.tapedeck.contracts.event.SignalEvent.Operator;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.StrategyDefinition.Condition;
import dev.tapedeck.strategy.core.StrategyInstance.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a section's conditions with what the market and the position say. A value that is not there never passes. */
final class Conditions {
    private final InstanceDecision decision;
    private final IndicatorsUpdated market;

    Conditions(InstanceDecision decision, IndicatorsUpdated market) {
        this.decision = decision;
        this.market = market;
    }

    /**
     * Returns whether the section fires, having noted which comparisons began to hold or broke. A section that the state does not evaluate does not fire, nor
     * one without conditions, save Z1.
     */
    boolean fires(Section section) {
        if (!decision.instance().evaluates(section)) {
            return false;
        }
        List<Condition> conditions = decision.instance().definition().conditions(section);
        if (conditions.isEmpty()) {
            return section == Section.Z1;
        }
        noteHolds(section, conditions);
        return pass(section, conditions, 0, conditions.size(), 0, false);
    }

    private void noteHolds(Section section, List<Condition> conditions) {
        for (int i = 0; i < conditions.size(); i++) {
            Condition condition = conditions.get(i);
            if (condition.forSeconds() != null) {
                noteHold(section, i, holds(condition, value(condition.indicator())));
            }
        }
    }

    private void noteHold(Section section, int place, boolean holds) {
        StrategyInstance instance = decision.instance();
        Instant since = instance.heldSince(section, place);
        // A clock that was set back tells nothing about the time between: the count starts again.
        boolean unknown = since != null && decision.at().isBefore(since);
        if (holds != (since != null) || unknown) {
            decision.emit(
                    "hold/" + section + "/" + place,
                    new ConditionHoldChanged(
                            instance.sessionId(),
                            instance.definition().id(),
                            instance.definition().version(),
                            instance.symbol(),
                            instance.episodeId(),
                            section,
                            place,
                            holds));
        }
    }

    /** Whether the conditions from one place to another pass, which stand in one group; of what stands deeper each group counts as one. */
    private boolean pass(
            Section section, List<Condition> conditions, int from, int to, int depth, boolean anyIsEnough) {
        for (int at = from; at < to; ) {
            List<String> groups = conditions.get(at).groups();
            boolean isMember = groups.size() == depth;
            int next = isMember ? at + 1 : groupEnd(conditions, at, to, depth);
            boolean passes = isMember
                    ? passes(section, at, conditions.get(at))
                    : pass(
                            section,
                            conditions,
                            at,
                            next,
                            depth + 1,
                            groups.get(depth).startsWith(Condition.ANY));
            if (passes == anyIsEnough) {
                return passes;
            }
            at = next;
        }
        return !anyIsEnough;
    }

    private static int groupEnd(List<Condition> conditions, int from, int to, int depth) {
        String group = conditions.get(from).groups().get(depth);
        int end = from + 1;
        while (end < to
                && conditions.get(end).groups().size() > depth
                && conditions.get(end).groups().get(depth).equals(group)) {
            end++;
        }
        return end;
    }

    private boolean passes(Section section, int place, Condition condition) {
        if (!holds(condition, value(condition.indicator()))) {
            return false;
        }
        Double held = heldSeconds(section, place);
        return condition.forSeconds() == null || (held != null && held >= condition.forSeconds());
    }

    private @Nullable Double heldSeconds(Section section, int place) {
        Instant since = decision.instance().heldSince(section, place);
        return since == null ? null : Duration.between(since, decision.at()).toMillis() / 1_000.0;
    }

    /** Returns every condition of the section with the value that it saw. */
    List<ConditionResult> results(Section section) {
        List<Condition> conditions = decision.instance().definition().conditions(section);
        var results = new ArrayList<ConditionResult>();
        for (int i = 0; i < conditions.size(); i++) {
            Condition condition = conditions.get(i);
            double value = value(condition.indicator());
            results.add(new ConditionResult(
                    condition.indicator(),
                    condition.operator(),
                    condition.value(),
                    condition.upper(),
                    Double.isNaN(value) ? null : Double.valueOf(value),
                    passes(section, i, condition),
                    condition.forSeconds(),
                    heldSeconds(section, i),
                    condition.group()));
        }
        return results;
    }

    /** Returns the conditions of the section that do not pass, and by how much. */
    List<MissedCondition> missed(Section section) {
        return results(section).stream()
                .filter(result -> !result.passed())
                .map(result -> new MissedCondition(result, difference(result)))
                .toList();
    }

    private static @Nullable Double difference(ConditionResult result) {
        Double value = result.value();
        Double upper = result.upper();
        if (value == null) {
            return null;
        }
        if (upper == null || value < result.threshold()) {
            return value - result.threshold();
        }
        return Math.max(0, value - upper);
    }

    /** Returns a condition that no strategy states and every strategy has. */
    static ConditionResult builtIn(String name, double threshold, double value) {
        return new ConditionResult(name, Operator.AT_LEAST, threshold, null, value, value >= threshold);
    }

    /** NaN when it is not there, which no comparison holds for. */
    private double value(String name) {
        PositionMeasure measure = PositionMeasure.named(name).orElse(null);
        double value = measure == null ? market.value(name) : measure(measure);
        return Double.isFinite(value) ? value : Double.NaN;
    }

    private double measure(PositionMeasure measure) {
        Position position = decision.instance().position();
        Episode episode = decision.instance().episode();
        return position == null || episode == null
                ? Double.NaN
                : measure.value(position, episode, market.lastPrice(), decision.at());
    }

    private static boolean holds(Condition condition, double value) {
        return switch (condition.operator()) {
            case GREATER_THAN -> value > condition.value();
            case AT_LEAST -> value >= condition.value();
            case LESS_THAN -> value < condition.value();
            case AT_MOST -> value <= condition.value();
            case BETWEEN -> condition.upper() != null && value >= condition.value() && value <= condition.upper();
        };
    }
}
