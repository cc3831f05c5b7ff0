package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.core.history.HistoryUnavailable;
import java.util.function.Supplier;

/** Tells clients that the history does not answer, when it does not. */
final class HistoryAnswer {
    private HistoryAnswer() {}

    /** Returns the answer to the question; refused with status 503 while there is none. */
    static <T> T of(Supplier<T> question) {
        try {
            return question.get();
        } catch (HistoryUnavailable unavailable) {
            throw new RequestRefused(503, "the history cannot be asked now; try again");
        }
    }
}
