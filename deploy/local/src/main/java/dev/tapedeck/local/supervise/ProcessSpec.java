package dev.tapedeck.local.supervise;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /** Returns the same process with more in its environment, or other values. */
    public ProcessSpec with(Map<String, String> more) {
        var all = new TreeMap<>(environment);
        all.putAll(more);
        return new ProcessSpec(name, port, command, all, logFile, readiness);
    }
}
