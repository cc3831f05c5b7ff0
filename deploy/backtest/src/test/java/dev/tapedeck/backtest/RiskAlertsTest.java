package dev.tapedeck.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SignalEvent.Operator;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.event.StrategyDefinition.Condition;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.simulator.tape.Recordings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RiskAlertsTest {
    /** Always asks for more than a position may have. */
    private static final StrategyDefinition GREEDY = new StrategyDefinition(
            "greedy",
            1,
            null,
            Direction.LONG,
            Map.of(
                    Section.S1, List.of(new Condition("trade_rate_1", Operator.AT_LEAST, 0, null)),
                    Section.E1, List.of(new Condition("position_return_bps", Operator.AT_MOST, -500, null))),
            RiskLimits.DEFAULTS.maxPositionNotional().times(BigDecimal.TEN),
            2,
            50,
            500,
            10,
            60,
            1);

    @TempDir
    Path folder;

    @Test
    void raisesTheAlertThatAStrategyWasDisabledAsLive() throws IOException {
        var assumptions = new Assumptions(
                "alerts",
                Recordings.ofTapes(List.of(MadeUpTape.write(folder, "MADE_USDT", 1)), BigDecimal.valueOf(10_000)),
                List.of(GREEDY),
                null,
                null,
                Usdt.of(10_000),
                RiskLimits.DEFAULTS,
                0);
        List<String> kinds = new Backtest(assumptions, reached -> {})
                .run().events(Topic.ALERTS).stream()
                        .map(Event::data)
                        .filter(AlertRaised.class::isInstance)
                        .map(alert -> ((AlertRaised) alert).kind())
                        .toList();
        assertEquals(List.of("StrategyDisabled"), kinds);
    }
}
