package dev.tapedeck.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.gateway.Story;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadModelPropertyTest {
    private static final Capacity CAPACITY = new Capacity(40, 100, 40, 100);
    private static final Instant END = Story.START.plusSeconds(100_000);

    private static List<Event<?>> randomEvents(SplittableRandom random) {
        var stories = List.of(new Story("s-1", "BTC_USDT"), new Story("s-1", "ETH_USDT"));
        var events = new ArrayList<Event<?>>();
        Instant at = Story.START;
        for (int i = 0; i < 300; i++) {
            Story story = stories.get(random.nextInt(stories.size()));
            at = at.plusMillis(random.nextLong(1, 90_000));
            switch (random.nextInt(5)) {
                case 0 -> events.addAll(story.entry("o-" + i, at));
                case 1 -> events.add(story.feed(random.nextBoolean() ? FeedEvent.State.LIVE : FeedEvent.State.STALE));
                case 2 -> events.add(story.mark(Integer.toString(random.nextInt(90, 110)), at));
                default ->
                    events.add(story.trade(
                            Integer.toString(random.nextInt(90, 110)),
                            random.nextInt(1, 9),
                            at.minusMillis(random.nextLong(0, 120_000))));
            }
        }
        return events;
    }

    /** Returns the events with stretches of them repeated, as a redelivery does. */
    private static List<Event<?>> withRepeats(List<Event<?>> events, SplittableRandom random) {
        var repeated = new ArrayList<Event<?>>();
        for (int i = 0; i < events.size(); i++) {
            repeated.add(events.get(i));
            if (random.nextInt(10) == 0) {
                repeated.addAll(events.subList(Math.max(0, i - random.nextInt(30)), i + 1));
            }
        }
        return repeated;
    }

    private static List<ClientMessage> foldAll(ReadModel model, List<Event<?>> events) {
        var news = new ArrayList<ClientMessage>();
        events.forEach(event -> news.addAll(model.fold(event, event.time())));
        return news;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261123, 77777})
    void repeatedEventsChangeNothing(long seed) {
        var random = new SplittableRandom(seed);
        List<Event<?>> events = randomEvents(random);
        var once = new ReadModel(CAPACITY);
        var more = new ReadModel(CAPACITY);
        assertEquals(foldAll(once, events), foldAll(more, withRepeats(events, random)), "seed " + seed);
        assertEquals(once.snapshot(END), more.snapshot(END), "seed " + seed);
        assertEquals(once.counts(), more.counts(), "seed " + seed);
        assertEquals(once.drainMarket(END), more.drainMarket(END), "seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6, 31337})
    void marketNewsAddUpToTheSnapshot(long seed) {
        var random = new SplittableRandom(seed);
        var model = new ReadModel(CAPACITY);
        Map<String, Candle> candles = new TreeMap<>();
        for (Event<?> event : randomEvents(random)) {
            model.fold(event, event.time());
            if (random.nextInt(7) == 0) {
                apply(model, candles);
            }
        }
        apply(model, candles);
        model.snapshot(END)
                .candles()
                .forEach((symbol, kept) -> kept.forEach(
                        candle -> assertEquals(candle, candles.get(symbol + "@" + candle.t()), "seed " + seed)));
    }

    private static void apply(ReadModel model, Map<String, Candle> candles) {
        model.drainMarket(END)
                .ifPresent(news -> news.candles()
                        .forEach(changed -> candles.put(
                                changed.symbol() + "@" + changed.candle().t(), changed.candle())));
    }
}
