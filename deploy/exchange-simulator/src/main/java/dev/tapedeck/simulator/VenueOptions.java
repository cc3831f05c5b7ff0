package dev.tapedeck.simulator;

import dev.tapedeck.simulator.access.ApiKey;
import dev.tapedeck.simulator.play.Pace;
import dev.tapedeck.simulator.tape.Recording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to run a venue.
 *
 * @param port 0 takes any free port
 * @param recordings one per market, at least one
 * @param fromMillis tape time at which the run starts, what lies before is history; null for the first print
 * @param toMillis tape time at which it ends; null for the last print
 * @param heartbeatMillis tape milliseconds between two price pushes of a quiet market in lockstep
 * @param duplicateAnswersExisting whether a repeated external id answers with the first order's id instead of 2042
 */
public record VenueOptions(
        String host,
        int port,
        List<Recording> recordings,
        @Nullable Long fromMillis,
        @Nullable Long toMillis,
        Pace pace,
        boolean playing,
        List<ApiKey> apiKeys,
        boolean rateLimited,
        boolean duplicateAnswersExisting,
        long heartbeatMillis) {}
