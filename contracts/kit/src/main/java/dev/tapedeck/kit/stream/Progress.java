package dev.tapedeck.kit.stream;

import java.util.Collection;
import java.util.Map;

/**
 * How far a stage is.
 *
 * @param positions next offset to process per input partition; everything before it is decided and what followed from it is on the log
 * @param idle nothing is under way: no command waits and no effect is in flight
 */
public record Progress(String stage, boolean ready, Map<String, Long> positions, boolean idle) {

    /**
     * Returns whether nothing is under way and all these positions are reached. What is no position of this stage is never reached.
     *
     * @param reached like {@code ticks-0:12}
     */
    public boolean isIdleAt(Collection<String> reached) {
        return idle && reached.stream().allMatch(this::isAt);
    }

    private boolean isAt(String position) {
        int colon = position.lastIndexOf(':');
        try {
            return positions.getOrDefault(position.substring(0, Math.max(0, colon)), -1L)
                    >= Long.parseLong(position, colon + 1, position.length(), 10);
        } catch (NumberFormatException malformed) {
            return false;
        }
    }
}
