package dev.tapedeck.backtest.detect;

import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.local.WrongUse;
import dev.tapedeck.simulator.core.Instrument;
import dev.tapedeck.simulator.tape.CsvTape;
import dev.tapedeck.simulator.tape.InvalidTapeException;
import dev.tapedeck.simulator.tape.Recording;
import dev.tapedeck.simulator.tape.TapeCursor;
import dev.tapedeck.simulator.tape.TapeName;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Plays the tape of a pump as the simulator would publish it, in whole contracts and ticks, and all trades of a millisecond as one moment. Nothing is
 * shown between trades: a condition that only the passing of time would fulfil is seen at the next one.
 */
final class TapeWatch {
    /** So that one contract of a tape quoted in BTC is worth 0.1 to 1 USDT at its first price, and less than any trade. */
    private static final BigDecimal BTC_USDT = BigDecimal.valueOf(10_000);

    private final StrategyDefinition strategy;
    private final Path tapes;

    TapeWatch(StrategyDefinition strategy, Path tapes) {
        this.strategy = strategy;
        this.tapes = tapes;
    }

    /**
     * Returns the file of the pump's tape: its id with {@code .csv.gz} or {@code .csv}, in the folder of tapes or in {@code pumps/} below it.
     *
     * @throws WrongUse when there is none
     */
    Path file(Pump pump) {
        return Stream.of(tapes, tapes.resolve("pumps"))
                .flatMap(folder -> Stream.of(".csv.gz", ".csv").map(end -> folder.resolve(pump.id() + end)))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new WrongUse("expected the tape " + pump.id() + ".csv.gz or .csv in " + tapes
                        + " or in pumps below it, was none"));
    }

    /**
     * Plays the whole tape.
     *
     * @throws WrongUse when the tape is missing or a row is not of the format
     */
    Watch watch(Pump pump) {
        try {
            TapeName name = TapeName.parse(file(pump).toString());
            Recording recording = CsvTape.open(name, 0, BTC_USDT);
            var detector = new Detector(
                    strategy, Symbol.of(recording.symbol()), Instant.ofEpochMilli(recording.firstMillis()));
            try (TapeCursor tape = recording.opener().apply(0)) {
                play(tape, recording.opening().instrument(), detector);
            }
            return new Watch(pump, recording.firstMillis(), recording.lastMillis(), detector.alarmsMillis());
        } catch (InvalidTapeException invalid) {
            throw new WrongUse(String.valueOf(invalid.getMessage()), invalid);
        }
    }

    private static void play(TapeCursor tape, Instrument instrument, Detector detector) {
        List<Trade> moment = new ArrayList<>();
        Instant at = Instant.EPOCH;
        for (long number = 1; tape.advance(); number++) {
            if (tape.timestampMillis() != at.toEpochMilli()) {
                show(at, moment, detector);
                at = Instant.ofEpochMilli(tape.timestampMillis());
            }
            moment.add(new Trade(
                    Long.toString(number),
                    new Price(instrument.price(tape.ticks())),
                    Quantity.of(tape.contracts()),
                    tape.buyerTakes() ? Side.BUY : Side.SELL,
                    at));
        }
        show(at, moment, detector);
    }

    private static void show(Instant at, List<Trade> moment, Detector detector) {
        if (!moment.isEmpty()) {
            detector.onTrades(at, moment);
            moment.clear();
        }
    }
}
