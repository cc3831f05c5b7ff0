package dev.tapedeck.simulator.tape;

/** The synthetic markets. Each hour tells the same story: what happens from its tenth minute on. */
public enum Scenario {
    /** A calm random walk. */
    FLAT,
    /** Ninety seconds of rush buying to about +25 %, then a ten-minute fall of most of it. */
    PUMP,
    /** Three minutes of heavy selling to about -30 %, then a slow half recovery. */
    CRASH;

    private static final double SECONDS_AN_HOUR = 3600;
    private static final double START = 600;

    /** Drift of the log price per second at a second of the tape. */
    double driftPerSecond(double second) {
        double t = second % SECONDS_AN_HOUR - START;
        return switch (this) {
            case FLAT -> 0;
            case PUMP -> t < 0 ? 0 : t < 90 ? 0.223 / 90 : t < 690 ? -0.18 / 600 : 0;
            case CRASH -> t < 0 ? 0 : t < 180 ? -0.357 / 180 : t < 1380 ? 0.18 / 1200 : 0;
        };
    }

    /** How many times the calm trading rate. */
    double activity(double second) {
        double t = second % SECONDS_AN_HOUR - START;
        return switch (this) {
            case FLAT -> 1;
            case PUMP -> t >= 0 && t < 90 ? 30 : t >= 90 && t < 690 ? 6 : 1;
            case CRASH -> t >= 0 && t < 180 ? 20 : t >= 180 && t < 1380 ? 3 : 1;
        };
    }

    /** Probability that the taker buys. */
    double buyShare(double second) {
        double drift = driftPerSecond(second);
        return drift > 0.001 ? 0.85 : drift > 0 ? 0.55 : drift < -0.001 ? 0.15 : drift < 0 ? 0.45 : 0.5;
    }

    /** Probability that a print is followed by another of the same taker in the same millisecond. */
    double sweepShare(double second) {
        return Math.abs(driftPerSecond(second)) > 0.001 ? 0.5 : 0.1;
    }
}
