package dev.tapedeck.backtest.report;

import dev.tapedeck.backtest.Assumptions;
import dev.tapedeck.backtest.TestRun;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.simulator.core.Instrument;
import dev.tapedeck.simulator.tape.Recording;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest says: what it took for given, and what came of it. Its JSON has money and prices as strings, ratios as numbers, and nothing where a number is absent.
 *
 * @param latencyMillis one way
 * @param prints of the tape that were traded on
 */
public record Result(
        List<Market> markets,
        List<String> strategies,
        long latencyMillis,
        @Nullable Long latencySeed,
        long prints,
        Performance performance) {

    /** What was traded on which terms; fee rates are fractions of the notional. */
    public record Market(
            String symbol,
            BigDecimal priceTick,
            BigDecimal contractSize,
            BigDecimal takerFeeRate,
            BigDecimal makerFeeRate) {}

    /** Returns the result of a run. */
    public static Result of(TestRun run) {
        Assumptions assumptions = run.assumptions();
        return new Result(
                assumptions.recordings().stream().map(Result::market).toList(),
                assumptions.strategies().stream().map(Result::named).toList(),
                assumptions.latencyMillis(),
                assumptions.latencySeed(),
                run.prints(),
                Performance.of(run));
    }

    private static Market market(Recording recording) {
        Instrument instrument = recording.opening().instrument();
        return new Market(
                instrument.symbol(),
                instrument.priceUnit(),
                instrument.contractSize(),
                instrument.takerFeeRate(),
                instrument.makerFeeRate());
    }

    private static String named(StrategyDefinition strategy) {
        return strategy.id() + " v" + strategy.version();
    }

    /** Returns in a sentence how long messages took. */
    String latency() {
        if (latencyMillis == 0) {
            return "no latency: the best case";
        }
        return latencySeed == null
                ? latencyMillis + " ms each way"
                : latencyMillis + " to " + (latencyMillis + latencyMillis / 2) + " ms each way, seed " + latencySeed;
    }
}
