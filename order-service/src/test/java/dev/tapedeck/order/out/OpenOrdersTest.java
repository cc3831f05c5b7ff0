package dev.tapedeck.order.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.order.core.Orders;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenOrdersTest {
    private final OpenOrders open = new OpenOrders();
    private final OpenOrder first = order(0, "td1");
    private final OpenOrder other = order(1, "td2");

    @Test
    void anUnknownOrderStandsInTheWayOfOthersOnItsSymbolAndNotOfItself() {
        open.loseTrack(first);
        assertTrue(open.hasUnknownOn(Orders.SYMBOL, other));
        assertFalse(open.hasUnknownOn(Orders.SYMBOL, first));
    }

    @Test
    void anOrderThatWasHeardOfIsNotUnknownAnyMore() {
        open.loseTrack(first);
        open.hear(first, Orders.VENUE_ID, 0);
        assertFalse(open.hasUnknownOn(Orders.SYMBOL, other));
    }

    @Test
    void whatIsOverIsNeitherUnknownNorUnderWay() {
        open.loseTrack(first);
        open.beginPlacing(first);
        open.remove(first.id());
        assertFalse(open.hasUnknownOn(Orders.SYMBOL, other));
        assertTrue(open.placing().isEmpty());
    }

    @Test
    void aLostCellTakesItsOrdersAndNoOthersAlong() {
        open.beginPlacing(first);
        open.beginPlacing(other);
        open.removeCell(1);
        assertEquals(List.of(first), List.copyOf(open.placing()));
        assertFalse(open.has(other));
    }

    private OpenOrder order(int cell, String id) {
        var order = new OpenOrder(cell, Orders.entry(id), Orders.T0, "order-events/" + id + "/intended", 0);
        open.add(order);
        return order;
    }
}
