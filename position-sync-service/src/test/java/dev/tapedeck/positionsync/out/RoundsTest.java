package dev.tapedeck.positionsync.out;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.value.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final Rounds rounds = new Rounds();

    @Test
    void takesEachSymbolInTurn() {
        List<Symbol> six = symbols(6);
        var taken = new ArrayList<Symbol>();
        for (int turn = 0; turn < 6; turn++) {
            taken.addAll(rounds.next(six));
        }
        var twice = new ArrayList<>(six);
        twice.addAll(six);
        assertEquals(twice, taken);
    }

    @Test
    void takesAFewSymbolsEachTime() {
        assertEquals(Set.copyOf(symbols(2)), rounds.next(symbols(2)));
        assertEquals(Set.copyOf(symbols(2)), rounds.next(symbols(2)));
        assertEquals(Set.of(), rounds.next(List.of()));
    }

    private static List<Symbol> symbols(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> Symbol.of("S" + number + "_USDT"))
                .toList();
    }
}
