package dev.tapedeck.order.out;

/**
 * What the venue allows and how patient the desk is.
 *
 * @param cells of all replicas; each has the part of the venue's limits that it owns of them
 * @param creationsPerWindow orders that may be created in {@code windowMillis}, of which {@code creationsForExits} are kept for what reduces positions
 * @param othersPerWindow requests of each other kind in {@code windowMillis}, of which a quarter is kept for what reduces positions
 * @param windowMillis a little more than the venue's own, since requests do not arrive as evenly as they leave
 * @param backOffMillis after the venue said that it was too many
 * @param absenceHorizonMillis after a request, only after which "no such order" proves anything
 * @param pollIntervalMillis after which an order that was not heard of is asked about
 */
public record DeskLimits(
        String venueName,
        int cells,
        int creationsPerWindow,
        int creationsForExits,
        int othersPerWindow,
        long windowMillis,
        long backOffMillis,
        long absenceHorizonMillis,
        long pollIntervalMillis) {
    private static final int LEVERAGE_CHANGES_MAX = 10;
    private static final long LEVERAGE_WINDOW_MILLIS = 10_500;

    RateBudget creations() {
        return new RateBudget(creationsPerWindow, creationsForExits, windowMillis, backOffMillis);
    }

    RateBudget others() {
        return new RateBudget(othersPerWindow, othersPerWindow / 4, windowMillis, backOffMillis);
    }

    RateBudget leverages() {
        return new RateBudget(LEVERAGE_CHANGES_MAX, 0, LEVERAGE_WINDOW_MILLIS, backOffMillis);
    }
}
