package dev.tapedeck.contracts.event;

import dev.tapedeck.contracts.value.Symbol;

/** The health of a symbol's feed. Topic {@code feed-status}, compacted, key and subject: the symbol. */
public sealed interface FeedEvent extends EventData {
    /** LIVE and POLLING carry fresh data; nothing is decided on the others. */
    enum State {
        LIVE,
        STALE,
        RESYNCING,
        POLLING,
        DOWN;

        public boolean isFresh() {
            return this == LIVE || this == POLLING;
        }
    }

    /**
     * The feed of a symbol went from one state to another.
     *
     * @param ageMillis time since the last frame of the symbol, on the reader's clock, when the state changed
     */
    record FeedStatusChanged(Symbol symbol, State state, long ageMillis, String reason) implements FeedEvent {}
}
