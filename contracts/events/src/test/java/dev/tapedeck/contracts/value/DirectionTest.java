package dev.tapedeck.contracts.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DirectionTest {
    @Test
    void buysIntoALongAndSellsOutOfIt() {
        assertEquals(Side.BUY, Direction.LONG.entrySide());
        assertEquals(Side.SELL, Direction.LONG.exitSide());
    }

    @Test
    void sellsIntoAShortAndBuysOutOfIt() {
        assertEquals(Side.SELL, Direction.SHORT.entrySide());
        assertEquals(Side.BUY, Direction.SHORT.exitSide());
    }
}
