package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.SignalEvent.BestPriceReached;
import dev.tapedeck.contracts.event.SignalEvent.ConditionResult;
import dev.tapedeck.contracts.event.SignalEvent.PauseCause;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.StrategyState;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.strategy.core.Episode.Closing;
import dev.tapedeck.strategy.core.StrategyInstance.Position;
import java.util.ArrayList;
import java.util.List;

/** From the position to the order that closes it, as often as it takes. */
final class ExitRules {
    private static final long EXIT_PACE_SECONDS = 5;
    private static final long EXIT_PACE_SECONDS_MAX = 60;

    private final InstanceDecision decision;
    private final Price last;
    private final Conditions conditions;

    ExitRules(InstanceDecision decision, Price last, Conditions conditions) {
        this.decision = decision;
        this.last = last;
        this.conditions = conditions;
    }

    /** The first of these closes it: the session's end, E1, the stop-loss, ZE1, the profit, the trailing stop, the longest hold. */
    void hold() {
        noteBestPrice();
        if (!decision.instance().running()) {
            close(Section.E1, List.of(Conditions.builtIn("session_stopped", 1, 1)));
            return;
        }
        boolean closed = !decision.instance().isPausedBy(PauseCause.FEED_NOT_FRESH) && closeByPrice();
        if (!closed) {
            closeByAge();
        }
    }

    private boolean closeByPrice() {
        var stops = new PositionStops(decision.instance(), last);
        return closeIf(Section.E1, conditions.fires(Section.E1), List.of())
                || closeBecause(Section.E1, stops.stopLoss())
                || closeIf(Section.ZE1, conditions.fires(Section.ZE1), List.of())
                || closeBecause(Section.ZE1, stops.takeProfit())
                || closeBecause(Section.ZE1, stops.trailingStop());
    }

    private boolean closeBecause(Section section, List<ConditionResult> passed) {
        return closeIf(section, !passed.isEmpty(), passed);
    }

    private boolean closeIf(Section section, boolean due, List<ConditionResult> because) {
        if (due) {
            close(section, because);
        }
        return due;
    }

    private void closeByAge() {
        StrategyInstance instance = decision.instance();
        Episode episode = instance.episode();
        double age = episode == null ? 0 : decision.secondsSince(episode.enteredAt());
        long maxHold = instance.definition().maxHoldSeconds();
        if (age >= maxHold) {
            close(Section.ZE1, List.of(Conditions.builtIn(PositionMeasure.AGE_SECONDS.text(), (double) maxHold, age)));
        }
    }

    private void noteBestPrice() {
        StrategyInstance instance = decision.instance();
        Position position = instance.position();
        String episodeId = instance.episodeId();
        if (position == null || episodeId == null || !PositionStops.needBestPrice(instance.definition())) {
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

    /** An exit that failed is raised again after a pause that doubles up to a minute; one without any news after a minute. It never gives up. */
    void closeAgain() {
        noteBestPrice();
        boolean emergency = conditions.fires(Section.E1);
        StrategyInstance instance = decision.instance();
        Closing closing = instance.episode() == null ? null : instance.episode().closing();
        if (closing == null) {
            return;
        }
        int attempts = closing.attempt();
        long pace = Math.min(EXIT_PACE_SECONDS << Math.clamp(attempts - 1, 0, 10), EXIT_PACE_SECONDS_MAX);
        if (decision.passed(closing.at(), closing.failed() ? pace : EXIT_PACE_SECONDS_MAX)) {
            boolean stays = closing.section() == Section.E1 || !instance.running();
            close(
                    stays || emergency ? Section.E1 : Section.ZE1,
                    List.of(Conditions.builtIn("exit_attempt", attempts + 1, attempts + 1)));
        }
    }

    private void close(Section section, List<ConditionResult> because) {
        Episode episode = decision.instance().episode();
        int attempt = episode == null ? 1 : episode.exitAttempts() + 1;
        var results = new ArrayList<>(conditions.results(section));
        results.addAll(because);
        String suffix = attempt == 1 ? "" : "/" + attempt;
        decision.raise(section, suffix, StrategyState.CLOSE_EVALUATION, last, results, null);
    }
}
