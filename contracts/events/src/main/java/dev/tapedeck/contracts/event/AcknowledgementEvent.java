package dev.tapedeck.contracts.event;

/** That a decision was heard and is obeyed. Topic {@code acknowledgements}, key and subject: {@code service/cell/scope/scopeId}. */
public sealed interface AcknowledgementEvent extends EventData {
    /**
     * From here on this cell of the service obeys the trading state: no entry that it forbids is let through any more. Counting the cells of all services tells
     * when a halt is complete.
     *
     * @param service its id
     * @param cell one share of its partitions
     * @param decisionId id of the {@code TradingStateChanged} that is obeyed
     */
    record TradingStateAcknowledged(
            String service,
            int cell,
            TradingStateEvent.Scope scope,
            String scopeId,
            TradingStateEvent.State state,
            String decisionId)
            implements AcknowledgementEvent {}
}
