package dev.tapedeck.gateway.in;

import dev.tapedeck.contracts.event.TradingStateEvent.State;

/** The word that a user has to type before something that cannot be taken back, or that moves real money, is done. */
final class Confirmation {
    private static final String FIELD = "confirm";

    private Confirmation() {}

    /** Notes that the field is wrong unless it has the word; where it is not needed it may be absent. */
    static void check(JsonFields request, String word, boolean needed) {
        boolean isGiven = request.has(FIELD);
        if ((needed || isGiven) && !word.equals(request.node().path(FIELD).textValue())) {
            request.note(
                    FIELD, "must be the word '" + word + "' that confirms it, was " + (isGiven ? "another" : "absent"));
        }
    }

    /** Returns the word that confirms a trading state. */
    static String wordOf(State state, boolean flatten) {
        return switch (state) {
            case HALTED -> flatten ? "FLATTEN" : "HALT";
            case REDUCING -> flatten ? "FLATTEN" : "REDUCE";
            case ACTIVE -> "RESUME";
        };
    }
}
