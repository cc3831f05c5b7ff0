package dev.tapedeck.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.tapedeck.simulator.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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

    private final List<Counter> counters = new ArrayList<>(List.of(new Counter(5), new Counter(7)));
    private final Page<Counter, List<String>> page = new Page<>(
            counter -> counter.version,
            counter -> Json.object().put("value", counter.value),
            text -> VALUE.matcher(text).results().map(result -> result.group(1)).toList());

    @Test
    void anUnchangedPageIsNotReadAgain() {
        List<String> first = page.read(counters.stream());
        assertEquals(List.of("5", "7"), first);
        assertSame(first, page.read(counters.stream()));
    }

    @Test
    void aRowThatChangedIsReadAgain() {
        page.read(counters.stream());
        counters.getFirst().set(6);
        assertEquals(List.of("6", "7"), page.read(counters.stream()));
    }

    @Test
    void aRowThatCameOrWentIsReadAgain() {
        page.read(counters.stream());
        counters.addFirst(new Counter(3));
        assertEquals(List.of("3", "5", "7"), page.read(counters.stream()));
        counters.removeLast();
        assertEquals(List.of("3", "5"), page.read(counters.stream()));
    }

    @Test
    void whatIsBeyondThePageIsNotRead() {
        for (int more = 2; more < 150; more++) {
            counters.add(new Counter(more));
        }
        List<String> hundred = page.read(counters.stream());
        assertEquals(100, hundred.size());
        counters.getLast().set(1);
        assertSame(hundred, page.read(counters.stream()));
    }

    @Test
    void aPageWithoutRowsIsReadToo() {
        assertEquals(List.of(), page.read(List.<Counter>of().stream()));
    }
}
