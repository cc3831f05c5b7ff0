package dev.tapedeck.strategy.file;

import java.util.List;

/** A strategy file that is not one. The message has a line for each problem, {@code file:line: field: expected ..., was ...}. */
public final class StrategyFileInvalid extends Exception {
    private static final long serialVersionUID = 1L;

    // Lists made by List.copyOf are serializable.
    @SuppressWarnings("serial")
    private final List<String> problems;

    StrategyFileInvalid(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns one message for each problem, in the order of the file. */
    public List<String> problems() {
        return problems;
    }
}
