package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.SignalEvent.Operator;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.Sizing;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.event.StrategyDefinition.Condition;
import dev.tapedeck.contracts.value.Direction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Strategies that use anything of the language, as the seed of the generator says. */
final class RandomStrategy {
    private static final List<String> INDICATORS =
            List.of(Inputs.S1, Inputs.O1, Inputs.Z1, Inputs.ZE1, Inputs.E1, "volatility_300");

    private final SplittableRandom random;

    private RandomStrategy(SplittableRandom random) {
        this.random = random;
    }

    static StrategyDefinition of(SplittableRandom random) {
        return new RandomStrategy(random).strategy();
    }

    private StrategyDefinition strategy() {
        StrategyDefinition plain = Inputs.strategy(pick(List.of(Direction.LONG, Direction.SHORT)), true);
        var sections = new EnumMap<Section, List<Condition>>(Section.class);
        plain.sections().forEach((section, conditions) -> sections.put(section, conditions(conditions.getFirst())));
        var sizing = Sizing.volatility(BigDecimal.ONE, "volatility_300", BigDecimal.TEN);
        boolean sized = random.nextInt(4) == 0;
        return new StrategyDefinition(
                plain.id(),
                1,
                null,
                plain.direction(),
                sections,
                sized ? null : plain.notional(),
                3,
                50,
                500,
                30,
                600,
                random.nextInt(2) * 120L,
                sized ? sizing : null,
                maybe(300),
                maybe(200),
                null,
                1 + random.nextInt(3),
                null,
                null);
    }

    /** The section's own condition, or a group in which it is one of several. */
    private List<Condition> conditions(Condition own) {
        var conditions = new ArrayList<Condition>();
        conditions.add(timed(own, null));
        if (random.nextBoolean()) {
            conditions.clear();
            conditions.add(timed(own, List.of("any0")));
            conditions.add(timed(Inputs.atLeastOne(pick(INDICATORS)), List.of("any0", "all1")));
            conditions.add(timed(Inputs.atLeastOne(pick(INDICATORS)), List.of("any0", "all1")));
        }
        return conditions;
    }

    private Condition timed(Condition condition, @Nullable List<String> group) {
        return new Condition(condition.indicator(), Operator.AT_LEAST, 1, null, maybe(1 + random.nextInt(4)), group);
    }

    private @Nullable Integer maybe(int value) {
        return random.nextInt(3) == 0 ? Integer.valueOf(value) : null;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
