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
            implements AcknowledgementEvent {

        /** Returns what one cell of a service says when it obeys a decision. */
        public static TradingStateAcknowledged of(
                String service, int cell, Event<?> decision, TradingStateEvent.TradingStateChanged changed) {
            return new TradingStateAcknowledged(
                    service, cell, changed.scope(), changed.scopeId(), changed.state(), decision.id());
        }

        /** Returns it as the input that makes a core write it, after the decision that it follows from. */
        public Event<TradingStateAcknowledged> following(Event<?> decision) {
            return new Event<>(
                    eventId(), service, subject(), decision.time(), decision.sequence(), null, decision.id(), this);
        }

        /** Returns the subject and record key. */
        public String subject() {
            return service + "/" + cell + "/" + scope + "/" + scopeId;
        }

        /** Returns the id of the event that says it: one for each decision. */
        public String eventId() {
            return "acknowledgements/" + subject() + "/" + decisionId;
        }
    }
}
