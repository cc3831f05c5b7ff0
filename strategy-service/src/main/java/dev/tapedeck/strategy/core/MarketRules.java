package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.IndicatorEvent.IndicatorsUpdated;
import dev.tapedeck.contracts.event.SignalEvent.StrategyState;
import dev.tapedeck.contracts.event.SignalEvent.TransitionReason;
import dev.tapedeck.strategy.core.StrategyInstance.Cooldown;
import java.time.Duration;
import java.time.Instant;

/** What new indicator values make of an instance: as many transitions as follow from them at once. */
final class MarketRules {
    /** Values that are older than the last decision are late; if older by more than this, the market's clock was set back. */
    private static final Duration SET_BACK = Duration.ofHours(1);

    private final InstanceDecision decision;
    private final IndicatorsUpdated market;
    private final Conditions conditions;

    MarketRules(InstanceDecision decision, IndicatorsUpdated market) {
        this.decision = decision;
        this.market = market;
        conditions = new Conditions(decision, market);
    }

    void apply() {
        if (isLate()) {
            return;
        }
        StrategyState before;
        do {
            before = decision.instance().state();
            step();
        } while (decision.instance().state() != before);
    }

    /** A decision is never taken twice on the same values, nor on older ones. */
    private boolean isLate() {
        Instant decidedAt = decision.instance().decidedAt();
        return decidedAt != null
                && !decision.at().isAfter(decidedAt)
                && Duration.between(decision.at(), decidedAt).compareTo(SET_BACK) <= 0;
    }

    private void step() {
        switch (decision.instance().state()) {
            case INACTIVE -> {}
            case MONITORING -> entry().monitor();
            case SIGNAL_DETECTED -> entry().enter();
            case ENTRY_EVALUATION -> entry().awaitFill();
            case POSITION_ACTIVE -> exit().hold();
            case CLOSE_EVALUATION -> exit().closeAgain();
            case EXITED -> leave();
            case COOLDOWN -> coolDown();
        }
    }

    private EntryRules entry() {
        return new EntryRules(decision, market, conditions);
    }

    private ExitRules exit() {
        return new ExitRules(decision, market.lastPrice(), conditions);
    }

    /** After an exit of its own an episode may enter again, as often as its definition says. */
    private void leave() {
        StrategyInstance instance = decision.instance();
        Episode episode = instance.episode();
        int most = instance.definition().entriesPerEpisode();
        int entries = episode == null || episode.over() ? 0 : episode.entries();
        if (instance.running() && entries > 0 && entries < most) {
            decision.change(
                    StrategyState.SIGNAL_DETECTED,
                    TransitionReason.REENTRY_AWAITED,
                    "entered " + entries + " of " + most + " times");
        } else {
            decision.change(StrategyState.COOLDOWN, TransitionReason.COOLDOWN_STARTED, "position closed");
        }
    }

    private void coolDown() {
        Cooldown cooldown = decision.instance().cooldown();
        if (cooldown == null || decision.passed(cooldown.since(), cooldown.seconds())) {
            decision.change(StrategyState.MONITORING, TransitionReason.COOLDOWN_ENDED, "watching again");
        }
    }
}
