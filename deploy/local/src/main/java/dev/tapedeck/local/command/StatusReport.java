package dev.tapedeck.local.command;

import dev.tapedeck.local.supervise.StackState.Lockstep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What runs and how it is.
 *
 * @param session the newest, absent when there is none
 * @param counts records by topic, from the ends of the log
 * @param tradingState of the scope GLOBAL: ACTIVE, REDUCING or HALTED
 * @param memoryMiB memory of all processes of the stack, shared pages counted once
 * @param restarts of all processes together
 */
record StatusReport(
        boolean ready,
        Instant startedAt,
        String dashboard,
        List<Service> services,
        @Nullable Session session,
        List<Feed> feed,
        Map<String, Long> counts,
        String tradingState,
        long memoryMiB,
        int restarts,
        @Nullable Lockstep lockstep) {

    record Service(String name, int port, long pid, boolean ready, int restarts, long memoryMiB) {}

    record Session(String sessionId, String mode, String state, List<String> symbols, List<String> strategies) {}

    /** @param ageMillis age of the newest frame when the state was last written down */
    record Feed(String symbol, String state, long ageMillis) {}
}
