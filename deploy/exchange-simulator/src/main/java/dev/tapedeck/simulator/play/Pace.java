package dev.tapedeck.simulator.play;

import java.util.Locale;

/**
 * How tape time runs.
 *
 * @param mode what moves the tape
 * @param speed tape seconds per wall second in mode {@code PACED}, else unused
 */
public record Pace(Mode mode, double speed) {
    private static final double FASTEST = 1_000_000;

    /** What moves the tape. */
    public enum Mode {
        /** The wall clock, times the speed. */
        PACED,
        /** As fast as sockets take it. */
        MAX,
        /** Only a step asked for through the control API. */
        LOCKSTEP
    }

    /**
     * Reads {@code max}, {@code lockstep} or a number above 0 and at most 1,000,000.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public static Pace parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("max")) {
            return new Pace(Mode.MAX, 0);
        }
        if (lower.equals("lockstep")) {
            return new Pace(Mode.LOCKSTEP, 0);
        }
        try {
            double speed = Double.parseDouble(text);
            if (speed > 0 && speed <= FASTEST) {
                return new Pace(Mode.PACED, speed);
            }
        } catch (NumberFormatException e) {
            // falls through to the message below
        }
        throw new IllegalArgumentException("speed must be a number above 0, max or lockstep, was '" + text + "'");
    }

    public String modeName() {
        return mode == Mode.LOCKSTEP ? "lockstep" : "free";
    }

    public String speedName() {
        return switch (mode) {
            case MAX -> "max";
            case LOCKSTEP -> "lockstep";
            case PACED -> speed == Math.rint(speed) ? Long.toString((long) speed) : Double.toString(speed);
        };
    }
}
