package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.AcknowledgementEvent.TradingStateAcknowledged;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import java.time.Instant;
import java.util.Map;

/**
 * That a cell of a service obeys a trading state: the newest of each cell and scope.
 *
 * @param decisionId the event that decided the state
 * @param at when it reached the log; an acknowledgement carries the time of the decision, which tells nothing of the cell's speed
 */
public record AcknowledgementView(
        String service, int cell, Scope scope, String scopeId, State state, String decisionId, Instant at) {
    /** How many cells of each service must obey a decision: one of each partition that it reads. */
    static final Map<String, Integer> CELLS = Map.of(
            Service.STRATEGY.id(), Topic.INDICATORS.partitions(),
            Service.RISK.id(), Topic.SIGNALS.partitions(),
            Service.ORDER.id(), Topic.ORDERS.partitions());

    static AcknowledgementView of(TradingStateAcknowledged said, Instant recordedAt) {
        return new AcknowledgementView(
                said.service(), said.cell(), said.scope(), said.scopeId(), said.state(), said.decisionId(), recordedAt);
    }
}
