package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.IndicatorEvent.IndicatorsUpdated;
import dev.tapedeck.contracts.event.SignalEvent.EntryIntent;
import dev.tapedeck.contracts.event.SignalEvent.NearMissReason;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.StrategyState;
import dev.tapedeck.contracts.event.SignalEvent.TransitionReason;
import dev.tapedeck.contracts.event.Sizing;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From watching to the order that opens a position. */
final class EntryRules {
    private static final int STOP_LOSS_DIGITS = 8;
    private static final BigDecimal BPS = BigDecimal.valueOf(10_000);

    private final InstanceDecision decision;
    private final IndicatorsUpdated market;
    private final Conditions conditions;

    EntryRules(InstanceDecision decision, IndicatorsUpdated market, Conditions conditions) {
        this.decision = decision;
        this.market = market;
        this.conditions = conditions;
    }

    void monitor() {
        if (conditions.fires(Section.S1) && !opensSameEpisode()) {
            decision.open(market.lastPrice(), conditions.results(Section.S1));
        }
    }

    private boolean opensSameEpisode() {
        Episode episode = decision.instance().episode();
        return episode != null
                && episode.startedAt().toEpochMilli() == decision.at().toEpochMilli();
    }

    void enter() {
        if (timeIsUp()) {
            missZ1(NearMissReason.Z1_TIMED_OUT, "Z1 did not fire in time" + pauses());
            timeOut("Z1 did not fire");
        } else if (conditions.fires(Section.O1)) {
            missZ1(NearMissReason.CANCELLED_BY_O1, "O1 fired before Z1");
            decision.raise(
                    Section.O1, "", StrategyState.COOLDOWN, market.lastPrice(), conditions.results(Section.O1), null);
        } else if (conditions.fires(Section.Z1)) {
            raiseEntry();
        }
    }

    private void missZ1(NearMissReason reason, String detail) {
        Episode episode = decision.instance().episode();
        if (episode != null && episode.entries() == 0) {
            decision.nearMiss(reason, conditions.missed(Section.Z1), detail);
        }
    }

    private String pauses() {
        return decision.instance().paused()
                ? ", paused by " + decision.instance().pausedBy()
                : "";
    }

    private void raiseEntry() {
        StrategyInstance instance = decision.instance();
        EntryIntent intent = intent(instance.definition());
        if (intent == null) {
            Sizing sizing = instance.definition().sizing();
            String name = sizing == null ? "" : String.valueOf(sizing.indicator());
            decision.nearMiss(
                    NearMissReason.SIZING_NOT_READY,
                    List.of(),
                    name + " must be above 0 to size the entry, was "
                            + market.values().get(name));
            return;
        }
        int entry = instance.episode() == null ? 1 : instance.episode().entries() + 1;
        decision.raise(
                Section.Z1,
                entry == 1 ? "" : "/" + entry,
                StrategyState.ENTRY_EVALUATION,
                market.lastPrice(),
                conditions.results(Section.Z1),
                intent);
    }

    void awaitFill() {
        if (timeIsUp()) {
            decision.nearMiss(NearMissReason.ENTRY_NOT_FILLED, List.of(), "the entry did not fill in time");
            timeOut("no fill");
        }
    }

    private boolean timeIsUp() {
        StrategyInstance instance = decision.instance();
        Episode episode = instance.episode();
        return episode == null
                || decision.passed(
                        episode.awaitingSince(), instance.definition().entryTimeoutSeconds());
    }

    private void timeOut(String what) {
        StrategyInstance instance = decision.instance();
        Episode episode = instance.episode();
        boolean again = episode != null && episode.awaitingSince().isAfter(episode.startedAt());
        decision.change(
                StrategyState.COOLDOWN,
                TransitionReason.ENTRY_TIMED_OUT,
                what + " within " + instance.definition().entryTimeoutSeconds() + " s of "
                        + (again ? "the last exit" : "S1"));
    }

    private @Nullable EntryIntent intent(StrategyDefinition definition) {
        Sizing sizing = definition.sizing();
        BigDecimal equityBps =
                sizing == null ? null : SizingRules.equityBps(sizing, definition.leverage(), market.values());
        return sizing != null && equityBps == null
                ? null
                : new EntryIntent(
                        definition.notional(),
                        definition.leverage(),
                        stopLoss(definition),
                        definition.maxSlippageBps(),
                        equityBps);
    }

    /** To 8 significant digits, rounded towards the decision price: whoever knows the venue's price step rounds on from there. */
    private Price stopLoss(StrategyDefinition definition) {
        boolean isLong = definition.direction() == Direction.LONG;
        BigDecimal distance = BigDecimal.valueOf(definition.stopLossBps()).divide(BPS);
        BigDecimal factor = isLong ? BigDecimal.ONE.subtract(distance) : BigDecimal.ONE.add(distance);
        var rounding = new MathContext(STOP_LOSS_DIGITS, isLong ? RoundingMode.CEILING : RoundingMode.FLOOR);
        return new Price(market.lastPrice().value().multiply(factor).round(rounding));
    }
}
