package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.SignalEvent;
import dev.tapedeck.contracts.event.SignalEvent.ConditionResult;
import dev.tapedeck.contracts.event.SignalEvent.EntryIntent;
import dev.tapedeck.contracts.event.SignalEvent.MissedCondition;
import dev.tapedeck.contracts.event.SignalEvent.NearMissReason;
import dev.tapedeck.contracts.event.SignalEvent.NearMissed;
import dev.tapedeck.contracts.event.SignalEvent.PauseCause;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.SignalEvent.StrategyState;
import dev.tapedeck.contracts.event.SignalEvent.StrategyStateChanged;
import dev.tapedeck.contracts.event.SignalEvent.TransitionReason;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.kit.decide.Draft;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one input makes of one instance: the events so far, and the instance as it is after them. */
final class InstanceDecision {
    private final String inputId;
    private final Instant at;
    private final List<Draft> drafts;
    private StrategyInstance instance;

    InstanceDecision(StrategyInstance instance, String inputId, Instant at, List<Draft> drafts) {
        this.instance = instance;
        this.inputId = inputId;
        this.at = at;
        this.drafts = drafts;
    }

    StrategyInstance instance() {
        return instance;
    }

    Instant at() {
        return at;
    }

    boolean passed(Instant since, long seconds) {
        return secondsSince(since) >= seconds;
    }

    /** Returns the event time since then; a clock that was set back far enough counts as time that passed. */
    double secondsSince(Instant since) {
        return Duration.between(since, at).abs().toMillis() / 1_000.0;
    }

    void change(StrategyState to, TransitionReason reason, String detail) {
        change(to, instance.pausedBy(), reason, detail);
    }

    void pausedBy(List<PauseCause> causes, TransitionReason reason, String detail) {
        change(instance.state(), causes, reason, detail);
    }

    void change(StrategyState to, List<PauseCause> pausedBy, TransitionReason reason, String detail) {
        var changed = new StrategyStateChanged(
                instance.sessionId(),
                instance.definition().id(),
                instance.definition().version(),
                instance.symbol(),
                instance.episodeId(),
                instance.state(),
                to,
                pausedBy,
                reason,
                detail);
        emit(reason.name(), changed);
    }

    /** Writes an event whose id follows from the instance, what it is, and the input that caused it. */
    void emit(String what, SignalEvent event) {
        add("signals/" + instance.id() + "/" + what + "/" + inputId, instance.episodeId(), event);
    }

    /** Says that the open episode did not lead to a position, once for each reason. */
    void nearMiss(NearMissReason reason, List<MissedCondition> missed, String detail) {
        Episode episode = instance.episode();
        if (episode == null || episode.nearMisses().contains(reason)) {
            return;
        }
        var event = new NearMissed(
                instance.sessionId(),
                instance.definition().id(),
                instance.definition().version(),
                instance.symbol(),
                episode.id(),
                reason,
                missed,
                detail);
        add("signals/" + episode.id() + "/near-miss/" + reason, episode.id(), event);
    }

    /** Raises S1 and with it opens an episode, named after the instance and the event time. */
    void open(Price price, List<ConditionResult> conditions) {
        String episodeId = instance.id() + "/" + at.toEpochMilli();
        raise(episodeId, Section.S1, "", StrategyState.SIGNAL_DETECTED, price, conditions, null);
    }

    /** Raises a section of the open episode; {@code suffix} tells repeats of the section apart. */
    void raise(
            Section section,
            String suffix,
            StrategyState to,
            Price price,
            List<ConditionResult> conditions,
            @Nullable EntryIntent entry) {
        String episodeId = instance.episodeId();
        if (episodeId == null) {
            throw new IllegalStateException(section + " needs an open episode (instance=" + instance.id() + ")");
        }
        raise(episodeId, section, suffix, to, price, conditions, entry);
    }

    private void raise(
            String episodeId,
            Section section,
            String suffix,
            StrategyState to,
            Price price,
            List<ConditionResult> conditions,
            @Nullable EntryIntent entry) {
        var raised = new SignalRaised(
                instance.sessionId(),
                instance.definition().id(),
                instance.definition().version(),
                instance.symbol(),
                episodeId,
                section,
                direction(),
                instance.state(),
                to,
                price,
                conditions,
                entry);
        add("signals/" + episodeId + "/" + section + suffix, episodeId, raised);
    }

    /** What is held has its own direction, even after the definition changed. */
    private Direction direction() {
        return instance.position() == null
                ? instance.definition().direction()
                : instance.position().direction();
    }

    private void add(String id, @Nullable String episodeId, SignalEvent event) {
        drafts.add(new Draft(id, instance.sessionId(), instance.id(), episodeId, event));
        instance = instance.after(id, at, event);
    }
}
