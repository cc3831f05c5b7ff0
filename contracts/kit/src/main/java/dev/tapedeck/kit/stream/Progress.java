package dev.tapedeck.kit.stream;

import java.util.Map;

/**
 * How far a stage is.
 *
 * @param positions next offset to process per input partition; everything before it is decided and what followed from it is on the log
 * @param idle nothing is under way: no command waits and no effect is in flight
 */
public record Progress(String stage, boolean ready, Map<String, Long> positions, boolean idle) {}
