package dev.tapedeck.local.strategy;

import dev.tapedeck.contracts.event.SignalEvent.Operator;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.event.StrategyDefinition.Condition;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Usdt;
import java.util.List;
import java.util.Map;

/** Enters as soon as it may and leaves with the next values: keeps the whole path from tick to order busy, to measure it and to train it. */
public final class RestlessStrategy {
    private RestlessStrategy() {}

    public static StrategyDefinition definition() {
        return new StrategyDefinition(
                "restless",
                1,
                "Trades all the time, to be measured",
                Direction.LONG,
                Map.of(
                        Section.S1, List.of(new Condition("trade_rate_1", Operator.AT_LEAST, 0, null)),
                        Section.ZE1, List.of(new Condition("position_age_seconds", Operator.AT_LEAST, 0, null))),
                Usdt.of(50),
                2,
                200,
                4_000,
                10,
                600,
                1);
    }
}
