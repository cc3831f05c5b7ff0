package dev.tapedeck.local.supervise;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to run one process.
 *
 * @param name what people call it; unique in a stack
 * @param port its main port
 * @param command of a process that ends when its standard input ends
 * @param environment added to the supervisor's own
 * @param logFile where its output goes
 */
public record ProcessSpec(
        String name, int port, List<String> command, Map<String, String> environment, Path logFile, Probe readiness) {
    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
