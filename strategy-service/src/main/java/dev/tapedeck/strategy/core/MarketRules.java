package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.IndicatorEvent.IndicatorsUpdated;
import dev.tapedeck.contracts.event.SignalEvent.BestPriceReached;
import dev.tapedeck.contracts.event.SignalEvent.ConditionResult;
import dev.tapedeck.contracts.event.SignalEvent.EntryIntent;
import dev.tapedeck.contracts.event.SignalEvent.PauseCause;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.StrategyState;
import dev.tapedeck.contracts.event.SignalEvent.TransitionReason;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.strategy.core.StrategyInstance.Closing;
import dev.tapedeck.strategy.core.StrategyInstance.Cooldown;
import dev.tapedeck.strategy.core.StrategyInstance.Episode;
import dev.tapedeck.strategy.core.StrategyInstance.Position;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What new indicator values make of an instance: as many transitions as follow from them at once. */
final class MarketRules {
    /** Values that are older than the last decision are late; if older by more than this, the market's clock was set back. */
    private static final Duration SET_BACK = Duration.ofHours(1);

    private static final long EXIT_PACE_SECONDS = 5;
    private static final long EXIT_PACE_SECONDS_MAX = 60;
    private static final int STOP_LOSS_DIGITS = 8;
    private static final BigDecimal BPS = BigDecimal.valueOf(10_000);

    private final InstanceDecision decision;
    private final Price last;
    private final Conditions conditions;

    MarketRules(InstanceDecision decision, IndicatorsUpdated market) {
        this.decision = decision;
        last = market.lastPrice();
        conditions = new Conditions(market, decision.at());
    }

    void apply() {
        if (isLate()) {
            return;
        }
        StrategyInstance before;
        do {
            before = decision.instance();
            step();
        } while (decision.instance().state() != before.state());
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
            case MONITORING -> monitor();
            case SIGNAL_DETECTED -> enter();
            case ENTRY_EVALUATION -> awaitFill();
            case POSITION_ACTIVE -> hold();
            case CLOSE_EVALUATION -> closeAgain();
            case EXITED ->
                decision.change(StrategyState.COOLDOWN, TransitionReason.COOLDOWN_STARTED, "position closed");
            case COOLDOWN -> coolDown();
        }
    }

    private void monitor() {
        StrategyInstance instance = decision.instance();
        if (mayEnter() && !opensSameEpisode(instance) && conditions.pass(instance, Section.S1)) {
            decision.open(last, conditions.results(instance, Section.S1));
        }
    }

    private boolean mayEnter() {
        return decision.instance().running() && !decision.instance().paused();
    }

    private boolean opensSameEpisode(StrategyInstance instance) {
        Episode episode = instance.episode();
        return episode != null
                && episode.startedAt().toEpochMilli() == decision.at().toEpochMilli();
    }

    private void enter() {
        StrategyInstance instance = decision.instance();
        if (timeIsUp(instance)) {
            timeOut("Z1 did not fire");
        } else if (conditions.pass(instance, Section.O1)) {
            decision.raise(
                    Section.O1, "", StrategyState.COOLDOWN, last, conditions.results(instance, Section.O1), null);
        } else if (mayEnter() && conditions.pass(instance, Section.Z1)) {
            decision.raise(
                    Section.Z1,
                    "",
                    StrategyState.ENTRY_EVALUATION,
                    last,
                    conditions.results(instance, Section.Z1),
                    intent(instance.definition()));
        }
    }

    private void awaitFill() {
        if (timeIsUp(decision.instance())) {
            timeOut("no fill");
        }
    }

    private boolean timeIsUp(StrategyInstance instance) {
        Episode episode = instance.episode();
        return episode == null
                || passed(episode.startedAt(), instance.definition().entryTimeoutSeconds());
    }

    private void timeOut(String what) {
        long seconds = decision.instance().definition().entryTimeoutSeconds();
        decision.change(
                StrategyState.COOLDOWN, TransitionReason.ENTRY_TIMED_OUT, what + " within " + seconds + " s of S1");
    }

    private EntryIntent intent(StrategyDefinition definition) {
        return new EntryIntent(
                definition.notional(), definition.leverage(), stopLoss(definition), definition.maxSlippageBps(), null);
    }

    /** To 8 significant digits, rounded towards the decision price: whoever knows the venue's price step rounds on from there. */
    private Price stopLoss(StrategyDefinition definition) {
        boolean isLong = definition.direction() == Direction.LONG;
        BigDecimal distance = BigDecimal.valueOf(definition.stopLossBps()).divide(BPS);
        BigDecimal factor = isLong ? BigDecimal.ONE.subtract(distance) : BigDecimal.ONE.add(distance);
        var rounding = new MathContext(STOP_LOSS_DIGITS, isLong ? RoundingMode.CEILING : RoundingMode.FLOOR);
        return new Price(last.value().multiply(factor).round(rounding));
    }

    private void hold() {
        noteBestPrice();
        StrategyInstance instance = decision.instance();
        boolean fresh = !instance.isPausedBy(PauseCause.FEED_NOT_FRESH);
        long maxHold = instance.definition().maxHoldSeconds();
        double age = secondsSince(
                instance.episode() == null ? null : instance.episode().enteredAt());
        if (!instance.running()) {
            close(Section.E1, Conditions.builtIn("session_stopped", 1, 1));
        } else if (fresh && conditions.pass(instance, Section.E1)) {
            close(Section.E1, null);
        } else if (fresh && conditions.pass(instance, Section.ZE1)) {
            close(Section.ZE1, null);
        } else if (age >= maxHold) {
            close(Section.ZE1, Conditions.builtIn(PositionMeasure.AGE_SECONDS.text(), (double) maxHold, age));
        }
    }

    private void noteBestPrice() {
        StrategyInstance instance = decision.instance();
        Position position = instance.position();
        String episodeId = instance.episodeId();
        if (position == null || episodeId == null || !asksForDrawdown(instance.definition())) {
            return;
        }
        int higher = last.compareTo(position.bestPrice());
        if (position.direction() == Direction.LONG ? higher > 0 : higher < 0) {
            decision.emit(
                    "best",
                    new BestPriceReached(
                            instance.sessionId(),
                            instance.definition().id(),
                            instance.definition().version(),
                            instance.symbol(),
                            episodeId,
                            last));
        }
    }

    private static boolean asksForDrawdown(StrategyDefinition definition) {
        return definition.sections().values().stream()
                .flatMap(List::stream)
                .anyMatch(condition -> condition.indicator().equals(PositionMeasure.DRAWDOWN_BPS.text()));
    }

    /** An exit that failed is raised again after a pause that doubles up to a minute; one without any news after a minute. It never gives up. */
    private void closeAgain() {
        noteBestPrice();
        StrategyInstance instance = decision.instance();
        Episode episode = instance.episode();
        Closing closing = episode == null ? null : episode.closing();
        if (episode == null || closing == null) {
            return;
        }
        int attempts = episode.exitAttempts();
        long pace = Math.min(EXIT_PACE_SECONDS << Math.clamp(attempts - 1, 0, 10), EXIT_PACE_SECONDS_MAX);
        if (passed(closing.at(), closing.failed() ? pace : EXIT_PACE_SECONDS_MAX)) {
            boolean emergency =
                    closing.section() == Section.E1 || !instance.running() || conditions.pass(instance, Section.E1);
            close(emergency ? Section.E1 : Section.ZE1, Conditions.builtIn("exit_attempt", attempts + 1, attempts + 1));
        }
    }

    private void close(Section section, @Nullable ConditionResult because) {
        StrategyInstance instance = decision.instance();
        Episode episode = instance.episode();
        int attempt = episode == null ? 1 : episode.exitAttempts() + 1;
        var results = new ArrayList<>(conditions.results(instance, section));
        if (because != null) {
            results.add(because);
        }
        String suffix = attempt == 1 ? "" : "/" + attempt;
        decision.raise(section, suffix, StrategyState.CLOSE_EVALUATION, last, results, null);
    }

    private void coolDown() {
        Cooldown cooldown = decision.instance().cooldown();
        if (cooldown == null || passed(cooldown.since(), cooldown.seconds())) {
            decision.change(StrategyState.MONITORING, TransitionReason.COOLDOWN_ENDED, "watching again");
        }
    }

    private boolean passed(Instant since, long seconds) {
        return secondsSince(since) >= seconds;
    }

    /** Event time since then; a clock that was set back far enough counts as time that passed. */
    private double secondsSince(@Nullable Instant since) {
        return since == null ? 0 : Duration.between(since, decision.at()).abs().toMillis() / 1_000.0;
    }
}
