package dev.tapedeck.strategy.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a file, by line. */
final class Problems {
    record Problem(int line, String message) {}

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(FileNode node, String field, String expected) {
        add(node.line(), field, expected, node.described());
    }

    Problem add(int line, String field, String expected, String was) {
        var problem = new Problem(line, file + ":" + line + ": " + field + ": expected " + expected + ", was " + was);
        found.add(problem);
        return problem;
    }

    /** Takes back what turned out to follow from something else. */
    void withdraw(Problem problem) {
        found.remove(problem);
    }

    void throwIfAny() throws StrategyFileInvalid {
        if (!found.isEmpty()) {
            throw new StrategyFileInvalid(found.stream()
                    .sorted(Comparator.comparingInt(Problem::line))
                    .map(Problem::message)
                    .toList());
        }
    }
}
