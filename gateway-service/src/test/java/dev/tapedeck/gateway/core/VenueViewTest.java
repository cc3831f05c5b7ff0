package dev.tapedeck.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import dev.tapedeck.contracts.event.VenueEvent.VenueStatusChanged;
import dev.tapedeck.gateway.Story;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VenueViewTest {
    private static final Instant LATER = Story.START.plusSeconds(5);
    private static final Instant LATEST = Story.START.plusSeconds(9);

    private final ReadModel model = new ReadModel(new Capacity(50, 10, 10, 10));
    private final Story story = new Story("s-1", "BTC_USDT");

    private void say(String venue, Breaker breaker, int budget, Instant at) {
        var said = new VenueStatusChanged(venue, breaker, budget, -12, true, "said");
        model.fold(story.event(venue, at, null, said), at);
    }

    private List<Instant> since() {
        return model.venues().stream().map(VenueView::breakerSince).toList();
    }

    @Test
    void aBreakerIsAsItIsSinceThatWasSaidFirst() {
        say("mexc", Breaker.CLOSED, 40, Story.START);
        say("mexc", Breaker.OPEN, 40, LATER);
        say("mexc", Breaker.OPEN, 39, LATEST);
        assertEquals(
                List.of(new VenueView("mexc", Breaker.OPEN, LATER, true, -12, 39, "said", LATEST)), model.venues());
    }

    @Test
    void aBreakerThatChangesBackIsAsItIsSinceThen() {
        say("mexc", Breaker.OPEN, 40, Story.START);
        say("mexc", Breaker.HALF_OPEN, 40, LATER);
        say("mexc", Breaker.OPEN, 40, LATEST);
        assertEquals(List.of(LATEST), since());
    }

    @Test
    void eachVenueIsKeptForItself() {
        say("mexc", Breaker.OPEN, 40, Story.START);
        say("other", Breaker.CLOSED, 40, LATER);
        assertEquals(List.of(Story.START, LATER), since());
    }
}
