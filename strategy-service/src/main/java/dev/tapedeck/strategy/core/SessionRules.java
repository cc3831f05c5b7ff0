package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.event.SignalEvent.PauseCause;
import dev.tapedeck.contracts.event.SignalEvent.StrategyActivated;
import dev.tapedeck.contracts.event.SignalEvent.StrategyState;
import dev.tapedeck.contracts.event.SignalEvent.TransitionReason;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.kit.decide.Draft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a session makes of its instances. */
final class SessionRules {
    private final StrategyBook book;
    private final SessionChanged session;
    private final String inputId;
    private final Instant at;
    private final List<Draft> drafts = new ArrayList<>();

    SessionRules(StrategyBook book, SessionChanged session, String inputId, Instant at) {
        this.book = book;
        this.session = session;
        this.inputId = inputId;
        this.at = at;
    }

    List<Draft> apply() {
        Set<String> wanted = new HashSet<>();
        if (session.state() == State.RUNNING) {
            for (StrategyDefinition strategy : session.strategies()) {
                for (Symbol symbol :
                        session.symbols().stream().filter(strategy::runsOn).toList()) {
                    wanted.add(StrategyInstance.id(session.sessionId(), strategy.id(), symbol));
                    start(strategy, symbol);
                }
            }
        }
        for (StrategyInstance instance : book.ofSession(session.sessionId())) {
            if (instance.running() && !wanted.contains(instance.id())) {
                stop(instance);
            }
        }
        return drafts;
    }

    private void start(StrategyDefinition strategy, Symbol symbol) {
        StrategyInstance known = book.find(session.sessionId(), strategy.id(), symbol);
        // Nobody said yet that a new instance's feed is fresh; whoever knows says so after this.
        List<PauseCause> pausedBy = known == null ? List.of(PauseCause.FEED_NOT_FRESH) : known.pausedBy();
        InstanceDecision decision = activated(strategy, symbol, known);
        if (!decision.instance().running()) {
            decision.change(started(decision.instance()), pausedBy, TransitionReason.SESSION_STARTED, session.reason());
        }
    }

    private InstanceDecision activated(StrategyDefinition strategy, Symbol symbol, @Nullable StrategyInstance known) {
        var event = new StrategyActivated(session.sessionId(), strategy.id(), strategy.version(), symbol, strategy);
        if (known == null) {
            StrategyInstance fresh = StrategyInstance.activated(event);
            drafts.add(new Draft(
                    "signals/" + fresh.id() + "/activated/" + inputId, session.sessionId(), fresh.id(), null, event));
            return new InstanceDecision(fresh, inputId, at, drafts);
        }
        var decision = new InstanceDecision(known, inputId, at, drafts);
        if (!known.definition().equals(strategy)) {
            decision.emit("activated", event);
        }
        return decision;
    }

    private static StrategyState started(StrategyInstance instance) {
        return instance.state() == StrategyState.INACTIVE ? StrategyState.MONITORING : instance.state();
    }

    /** What is held stays visible and is closed on the next indicator values; everything else ends here. */
    private void stop(StrategyInstance instance) {
        boolean holds = instance.position() != null;
        new InstanceDecision(instance, inputId, at, drafts)
                .change(
                        holds ? instance.state() : StrategyState.INACTIVE,
                        TransitionReason.SESSION_STOPPED,
                        session.reason());
    }
}
