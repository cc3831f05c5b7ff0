package dev.tapedeck.order.out;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.order.core.Orders;
import dev.tapedeck.venue.CommandReply;
import dev.tapedeck.venue.NewOrder;
import dev.tapedeck.venue.PlacementReply;
import dev.tapedeck.venue.VenueFailure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class TimedVenueTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FakeVenue venue = new FakeVenue();
    private final TimedVenue timed = new TimedVenue(venue, registry);

    @Test
    void timesAnOrderBySymbolAndByWhatIsKnownOfIt() {
        var order = new NewOrder(
                Orders.ID,
                Orders.SYMBOL,
                Side.SELL,
                Direction.LONG,
                NewOrder.Kind.MARKET,
                Quantity.of(1),
                null,
                1,
                null);
        var reply = timed.place(order).toCompletableFuture();
        var refused = new PlacementReply.Refused(RejectionReason.INSUFFICIENT_MARGIN, 2005, "too poor");
        venue.next(FakeVenue.Request.Placement.class).reply().complete(refused);
        assertEquals(refused, reply.join());
        assertEquals(
                1,
                registry.get("trading.order.submission")
                        .tag("symbol", "BTC_USDT")
                        .tag("answer", "INSUFFICIENT_MARGIN")
                        .timer()
                        .count());
    }

    @Test
    void timesACallByTheKindOfItsAnswer() {
        timed.setLeverage(Orders.SYMBOL, Direction.LONG, 2)
                .toCompletableFuture()
                .join();
        venue.leverageReply = new CommandReply.Failed(new VenueFailure(VenueFailure.Cause.TIMEOUT, 0, "no answer"));
        timed.setLeverage(Orders.SYMBOL, Direction.LONG, 3)
                .toCompletableFuture()
                .join();
        assertEquals(1, calls("Done"));
        assertEquals(1, calls("TIMEOUT"));
    }

    private long calls(String answer) {
        return registry.get("trading.venue.requests")
                .tag("call", "leverage")
                .tag("answer", answer)
                .timer()
                .count();
    }
}
