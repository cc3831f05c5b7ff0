package dev.tapedeck.venue.mexc;

import dev.tapedeck.contracts.event.OrderEvent.UnknownCause;

/** What came back from one HTTP request. */
sealed interface MexcReply {
    /** The whole body arrived, with any status. */
    record Answered(int status, String body) implements MexcReply {}

    /** No byte of the request left. */
    record NotSent(String detail) implements MexcReply {}

    /** The request may have arrived. */
    record Lost(UnknownCause cause, String detail) implements MexcReply {}
}
