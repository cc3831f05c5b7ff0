package dev.tapedeck.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.simulator.wire.Json;
import dev.tapedeck.venue.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final Pattern VALUE = Pattern.compile("\"value\":(\\d+)");

    private static final class Counter {
        private int version = 1;
        private int value;

        Counter(int value) {
            this.value = value;
        }

        void set(int next) {
            value = next;
            version++;
        }
    }

    private final List<Counter> counters = new ArrayList<>(List.of(new Counter(5), new Counter(0), new Counter(7)));
    private final List<String> read = new ArrayList<>();
    private final Page<Counter, String> page = new Page<>(
            counter -> counter.version, counter -> Json.object().put("value", counter.value), this::valuesAboveZero);

    private Lookup<List<String>> valuesAboveZero(String text) {
        List<String> values =
                VALUE.matcher(text).results().map(result -> result.group(1)).toList();
        read.addAll(values);
        return new Lookup.Found<>(
                values.stream().filter(value -> !value.equals("0")).toList());
    }

    private List<String> answer() {
        return page.read(counters.stream()) instanceof Lookup.Found<List<String>>(List<String> values)
                ? values
                : List.of("no answer");
    }

    @Test
    void anUnchangedRowIsNotReadAgain() {
        assertEquals(List.of("5", "7"), answer());
        read.clear();
        assertEquals(List.of("5", "7"), answer());
        assertEquals(List.of(), read);
    }

    @Test
    void aRowThatChangedIsReadAgainAlone() {
        answer();
        read.clear();
        counters.get(1).set(6);
        assertEquals(List.of("5", "6", "7"), answer());
        assertEquals(List.of("6"), read);
    }

    @Test
    void aRowThatCameIsReadAndOneThatWentIsForgotten() {
        answer();
        read.clear();
        Counter gone = counters.removeLast();
        counters.addFirst(new Counter(3));
        assertEquals(List.of("3", "5"), answer());
        assertEquals(List.of("3"), read);
        counters.addLast(gone);
        assertEquals(List.of("3", "5", "7"), answer());
        assertEquals(List.of("3", "7"), read);
    }

    @Test
    void whatIsBeyondThePageIsNotRead() {
        counters.clear();
        IntStream.rangeClosed(1, 150).forEach(value -> counters.add(new Counter(value)));
        assertEquals(100, answer().size());
        assertEquals(100, read.size());
        assertEquals("100", answer().getLast());
    }

    @Test
    void aPageWithoutRowsIsAnAnswer() {
        counters.clear();
        assertEquals(List.of(), answer());
    }

    @Test
    void aRowThatTheAdapterCannotReadIsAFault() {
        var unreadable = new Page<Counter, String>(
                counter -> counter.version, counter -> Json.object(), text -> new Lookup.Absent<>());
        var fault = assertThrows(IllegalStateException.class, () -> unreadable.read(counters.stream()));
        assertTrue(String.valueOf(fault.getMessage()).contains("must read what the simulator writes"));
    }
}
