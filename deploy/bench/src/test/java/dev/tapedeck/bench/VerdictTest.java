package dev.tapedeck.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.OrderIds;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The proof must be able to fail: whatever is lost or doubled is found. */
class VerdictTest {
    private static final String SIGNAL = "signals/s/x/1/Z1";
    private static final String ORDER = OrderIds.forSignal(SIGNAL);
    private static final Arrivals NOTHING = new Arrivals(Map.of(), Map.of());
    private static final Arrivals ONE = new Arrivals(Map.of(ORDER, 1), Map.of(ORDER, 5_000L));

    private final OrderFates fates = new OrderFates();

    @Test
    void findsNothingWrongWithAnOrderThatEnded() {
        signal();
        approved("a");
        say("OrderAcknowledged.v1", "ack", 12);
        say("OrderFilled.v1", "filled", 13);

        Verdict verdict = Verdict.of(1, fates, ONE);

        assertTrue(verdict.isClean(), verdict.toString());
        assertEquals(Map.of("FILLED", 1), verdict.outcomes());
        assertEquals(1, verdict.atVenue());
    }

    @Test
    void takesADenialAsAnEnd() {
        signal();
        fates.take(event("OrderDenied.v1", "d", data().put("reason", "BUDGET")), 11);

        Verdict verdict = Verdict.of(1, fates, NOTHING);

        assertTrue(verdict.isClean(), verdict.toString());
        assertEquals(Map.of("DENIED BUDGET", 1), verdict.outcomes());
    }

    @Test
    void missesASignalWithoutAVerdict() {
        signal();
        assertEquals(1, Verdict.of(1, fates, NOTHING).lost().size());
    }

    @Test
    void missesASignalThatIsNotOnTheLog() {
        assertEquals(2, Verdict.of(2, fates, NOTHING).lost().size());
    }

    @Test
    void missesAnApprovalWithoutAnEnd() {
        signal();
        approved("a");
        assertEquals(1, Verdict.of(1, fates, NOTHING).lost().size());
    }

    @Test
    void missesAnAcknowledgedOrderThatTheVenueDoesNotHave() {
        signal();
        approved("a");
        say("OrderAcknowledged.v1", "ack", 12);
        say("OrderFilled.v1", "filled", 13);
        assertEquals(1, Verdict.of(1, fates, NOTHING).lost().size());
    }

    @Test
    void findsAnOrderThatIsTwiceAtTheVenue() {
        signal();
        approved("a");
        say("OrderAcknowledged.v1", "ack", 12);
        say("OrderFilled.v1", "filled", 13);
        var twice = new Arrivals(Map.of(ORDER, 2), Map.of(ORDER, 5_000L));
        assertEquals(1, Verdict.of(1, fates, twice).duplicated().size());
    }

    @Test
    void findsTwoVerdictsOfOneSignal() {
        signal();
        approved("a");
        approved("b");
        assertEquals(1, Verdict.of(1, fates, NOTHING).duplicated().size());
    }

    @Test
    void takesARepeatForWhatItIs() {
        signal();
        signal();
        approved("a");
        approved("a");
        say("OrderExpired.v1", "e", 14);
        say("OrderExpired.v1", "e", 15);
        assertTrue(Verdict.of(1, fates, NOTHING).isClean());
        assertFalse(fates.areOver(2));
    }

    private void signal() {
        fates.take(
                event("SignalRaised.v1", SIGNAL, Json.MAPPER.createObjectNode().put("section", "Z1")), 10);
    }

    private void approved(String id) {
        say("OrderApproved.v1", id, 11);
    }

    private void say(String type, String id, long at) {
        fates.take(event(type, id, data()), at);
    }

    private static ObjectNode data() {
        return Json.MAPPER.createObjectNode().put("orderId", ORDER);
    }

    private static ObjectNode event(String type, String id, ObjectNode data) {
        ObjectNode event = Json.MAPPER.createObjectNode().put("type", type).put("id", id);
        event.set("data", data);
        return event;
    }
}
