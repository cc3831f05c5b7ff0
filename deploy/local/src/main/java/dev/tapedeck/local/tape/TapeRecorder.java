package dev.tapedeck.local.tape;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.TickEvent.TradesPrinted;
import dev.tapedeck.local.WrongUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sorts the trades of a log into tapes, one for each symbol. An event that is on the log twice is taken once; one that cannot be read is passed over, as every reader of the log does. */
public final class TapeRecorder implements AutoCloseable {
    /** Stands for the symbol in a file's name. */
    public static final String PLACE = "{symbol}";

    private final Map<String, TapeWriter> tapes = new TreeMap<>();
    private final Map<String, Path> files = new TreeMap<>();
    private final Map<String, Long> lastSequence = new HashMap<>();

    /**
     * @param symbol the only one that is wanted; absent for all
     * @param instruments the newest event of every symbol, encoded
     * @throws WrongUse when there is no such symbol, or several for one file
     */
    public TapeRecorder(
            String file, @Nullable String symbol, Collection<byte[]> instruments, long fromMillis, long toMillis)
            throws IOException {
        var terms = new TreeMap<String, InstrumentListed>();
        for (byte[] instrument : instruments) {
            decoded(instrument)
                    .filter(event -> event.data() instanceof InstrumentListed)
                    .map(event -> (InstrumentListed) event.data())
                    .ifPresent(listed -> terms.put(listed.symbol().name(), listed));
        }
        List<String> known = List.copyOf(terms.keySet());
        if (symbol != null) {
            terms.keySet().retainAll(List.of(symbol));
        }
        if (terms.isEmpty()) {
            throw new WrongUse(
                    "the log must have the symbol " + (symbol == null ? "of a feed" : symbol) + ", has " + known);
        }
        if (terms.size() > 1 && !file.contains(PLACE)) {
            throw new WrongUse("a tape has one symbol, and the log has " + known + "; name one with --symbol, or put "
                    + PLACE + " into the file's name");
        }
        for (var instrument : terms.entrySet()) {
            String name = instrument.getKey();
            Path tape = Path.of(file.replace(PLACE, name));
            files.put(name, tape);
            tapes.put(name, new TapeWriter(tape, instrument.getValue(), fromMillis, toMillis));
        }
    }

    /** Takes the next event of the topic of ticks, encoded. */
    public void take(byte[] value) {
        Event<?> event = decoded(value).orElse(null);
        if (event != null
                && event.data() instanceof TradesPrinted printed
                && event.sequence() > lastSequence.getOrDefault(event.subject(), 0L)) {
            lastSequence.put(event.subject(), event.sequence());
            write(printed);
        }
    }

    private void write(TradesPrinted printed) {
        TapeWriter tape = tapes.get(printed.symbol().name());
        if (tape == null) {
            return;
        }
        try {
            tape.write(printed);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Returns a line for each tape that says what is in it. */
    public List<String> written() {
        return tapes.entrySet().stream()
                .map(tape -> files.get(tape.getKey()) + ": " + tape.getValue().trades() + " trades of " + tape.getKey()
                        + (tape.getValue().moved() == 0
                                ? ""
                                : ", " + tape.getValue().moved()
                                        + " of them came late and have the time of the trade before"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        for (TapeWriter tape : tapes.values()) {
            tape.close();
        }
    }

    private static Optional<Event<?>> decoded(byte[] value) {
        try {
            return Optional.of(EventCodec.decode(value));
        } catch (UndecodableEvent unreadable) {
            return Optional.empty();
        }
    }
}
