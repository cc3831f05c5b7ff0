package dev.tapedeck.local.strategy;

import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.local.WrongUse;
import dev.tapedeck.strategy.file.StrategyFileInvalid;
import dev.tapedeck.strategy.file.StrategyFileReader;
import java.nio.file.Path;

/** Strategy files, read by the strategy service's own reader. */
public final class StrategyFiles {
    private static final String DEFAULT = "tape-rider";

    private StrategyFiles() {}

    /**
     * Returns the strategy that a file declares.
     *
     * @throws WrongUse when the file does not declare one; the message has a line for each problem
     */
    public static StrategyDefinition read(Path file) {
        try {
            return StrategyFileReader.read(file.toAbsolutePath().normalize());
        } catch (StrategyFileInvalid invalid) {
            throw new WrongUse("the strategy file cannot be used:\n" + invalid.getMessage(), invalid);
        }
    }

    /** Returns the strategy for the default tape. */
    public static StrategyDefinition bundled() {
        return StrategyFileReader.bundled(DEFAULT);
    }
}
