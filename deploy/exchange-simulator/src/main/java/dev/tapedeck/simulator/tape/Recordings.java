package dev.tapedeck.simulator.tape;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns the command line's tapes or scenario into recordings, one per market, in the order given. */
public final class Recordings {
    private Recordings() {}

    /**
     * Opens tape files.
     *
     * @throws InvalidTapeException when a tape cannot be used, or two give the same symbol
     */
    public static List<Recording> ofTapes(List<String> tapes, BigDecimal btcUsdt) {
        List<Recording> recordings = new ArrayList<>();
        Set<String> symbols = new HashSet<>();
        for (String tape : tapes) {
            TapeName name = TapeName.parse(tape);
            if (!symbols.add(name.symbol())) {
                throw new InvalidTapeException(
                        "each tape must drive its own symbol, but " + name.symbol() + " is given twice (" + tape + ")");
            }
            recordings.add(CsvTape.open(name, recordings.size(), btcUsdt));
        }
        return recordings;
    }

    public static List<Recording> ofScenario(Scenario scenario, List<String> symbols, long seed) {
        List<Recording> recordings = new ArrayList<>();
        for (String symbol : symbols) {
            recordings.add(SyntheticTape.create(scenario, symbol, recordings.size(), seed));
        }
        return recordings;
    }
}
