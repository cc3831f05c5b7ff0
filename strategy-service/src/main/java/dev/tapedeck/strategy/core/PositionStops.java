package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.SignalEvent.ConditionResult;
import dev.tapedeck.contracts.event.SignalEvent.Operator;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.strategy.core.StrategyInstance.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exits that every position has or its definition asks for by a number, each as the conditions that have passed; empty when it is not due. A stop acts on the
 * last trade price.
 */
final class PositionStops {
    static final String STOP_LOSS = "stop_loss_price";
    static final String BEST_RETURN = "position_best_return_bps";

    private final StrategyDefinition definition;
    private final @Nullable Position position;
    private final @Nullable Price stopLossPrice;
    private final Price last;

    PositionStops(StrategyInstance instance, Price last) {
        definition = instance.definition();
        position = instance.position();
        Episode episode = instance.episode();
        stopLossPrice = episode == null || episode.entry() == null
                ? null
                : episode.entry().stopLossPrice();
        this.last = last;
    }

    /** Returns whether its exits depend on the best price since the entry. */
    static boolean needBestPrice(StrategyDefinition definition) {
        return definition.trailingStopBps() != null
                || definition.sections().values().stream()
                        .flatMap(List::stream)
                        .anyMatch(condition -> condition.indicator().equals(PositionMeasure.DRAWDOWN_BPS.text()));
    }

    /** The price is at or through the level that the entry gave to the venue: it stays where it was when the definition changes. */
    List<ConditionResult> stopLoss() {
        if (position == null || stopLossPrice == null) {
            return List.of();
        }
        boolean isLong = position.direction() == Direction.LONG;
        int above = last.compareTo(stopLossPrice);
        boolean through = isLong ? above <= 0 : above >= 0;
        return whenPassed(new ConditionResult(
                STOP_LOSS,
                isLong ? Operator.AT_MOST : Operator.AT_LEAST,
                stopLossPrice.toDouble(),
                null,
                last.toDouble(),
                through));
    }

    /** The price is {@code takeProfitBps} or more in favour of the average entry. */
    List<ConditionResult> takeProfit() {
        Integer target = definition.takeProfitBps();
        if (position == null || target == null) {
            return List.of();
        }
        double gained = PositionMeasure.favour(position, position.averageEntryPrice(), last);
        return whenPassed(Conditions.builtIn(PositionMeasure.RETURN_BPS.text(), target, gained));
    }

    /** The best price was far enough in favour, and the last is {@code trailingStopBps} or more back from it. */
    List<ConditionResult> trailingStop() {
        Integer distance = definition.trailingStopBps();
        if (position == null || distance == null) {
            return List.of();
        }
        var results = new ArrayList<ConditionResult>();
        if (definition.trailingActivationBps() != null) {
            double best = PositionMeasure.favour(position, position.averageEntryPrice(), position.bestPrice());
            results.add(Conditions.builtIn(BEST_RETURN, definition.trailingActivationBps(), best));
        }
        double back = PositionMeasure.drawdown(position, last);
        results.add(Conditions.builtIn(PositionMeasure.DRAWDOWN_BPS.text(), distance, back));
        return whenPassed(results.toArray(ConditionResult[]::new));
    }

    private static List<ConditionResult> whenPassed(ConditionResult... results) {
        List<ConditionResult> all = List.of(results);
        return all.stream().allMatch(ConditionResult::passed) ? all : List.of();
    }
}
