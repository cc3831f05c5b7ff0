package dev.tapedeck.local.command;

import dev.tapedeck.contracts.event.StrategyDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stack is to run, checked.
 *
 * @param simulatorArguments what the simulator plays and how, paused at first
 * @param lockstep whether the tape moves only when the pipeline has drained
 * @param balanceUsdt what the paper account begins with
 * @param sessionId of the paper session; absent when the gateway is to name it
 * @param keep whether the log of the stack before is continued
 */
record UpPlan(
        List<String> simulatorArguments,
        List<StrategyDefinition> strategies,
        boolean lockstep,
        String balanceUsdt,
        @Nullable String sessionId,
        boolean keep) {
    UpPlan {
        simulatorArguments = List.copyOf(simulatorArguments);
        strategies = List.copyOf(strategies);
    }
}
