package dev.tapedeck.local.command;

import dev.tapedeck.local.WrongUse;
import java.time.DateTimeException;
import java.time.Instant;

/** A time on the command line. */
public final class TimeText {
    private TimeText() {}

    /**
     * Returns the time in the text, ISO-8601 UTC or epoch milliseconds.
     *
     * @param option that it was given with, for the message
     * @throws WrongUse when it is neither
     */
    public static Instant parse(String option, String text) {
        try {
            return text.chars().allMatch(Character::isDigit)
                    ? Instant.ofEpochMilli(Long.parseLong(text))
                    : Instant.parse(text);
        } catch (DateTimeException | NumberFormatException malformed) {
            throw new WrongUse(
                    option + " must be a UTC time like 2019-07-05T15:00:00Z or epoch milliseconds, was '" + text + "'",
                    malformed);
        }
    }
}
