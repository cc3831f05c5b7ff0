package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.Sizing;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.event.StrategyDefinition.Condition;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Declares strategies that use one thing of the language, as {@link Inputs#strategy} otherwise. */
final class Declared {
    private static final Option NOTHING = new Option(null, null, null, null, null, null);

    private Declared() {}

    /** What a definition may have or not. */
    record Option(
            @Nullable Sizing sizing,
            @Nullable Integer takeProfit,
            @Nullable Integer trailing,
            @Nullable Integer activation,
            @Nullable Integer entries,
            @Nullable List<Symbol> symbols) {
        static Option sizing(Sizing sizing) {
            return new Option(sizing, null, null, null, null, null);
        }

        static Option takeProfit(int bps) {
            return new Option(null, bps, null, null, null, null);
        }

        static Option trailing(int bps, @Nullable Integer activation) {
            return new Option(null, null, bps, activation, null, null);
        }

        static Option entries(int most) {
            return new Option(null, null, null, null, most, null);
        }

        static Option symbols(List<Symbol> symbols) {
            return new Option(null, null, null, null, null, symbols);
        }
    }

    static StrategyDefinition probe(Map<Section, List<Condition>> sections) {
        return probe(sections, NOTHING);
    }

    static StrategyDefinition probe(Option option) {
        return probe(Map.of(), option);
    }

    /** Enters up to so often in an episode, on Z1. */
    static StrategyDefinition again(int entries) {
        return probe(Inputs.strategy(Direction.LONG, true).sections(), Option.entries(entries));
    }

    static StrategyDefinition probe(Map<Section, List<Condition>> sections, Option option) {
        var all = new TreeMap<Section, List<Condition>>(sections);
        all.putIfAbsent(Section.S1, List.of(Inputs.atLeastOne(Inputs.S1)));
        return new StrategyDefinition(
                "probe",
                1,
                null,
                Direction.LONG,
                all,
                option.sizing() == null ? Usdt.of(200) : null,
                3,
                50,
                500,
                30,
                600,
                120,
                option.sizing(),
                option.takeProfit(),
                option.trailing(),
                option.activation(),
                option.entries(),
                null,
                option.symbols());
    }
}
