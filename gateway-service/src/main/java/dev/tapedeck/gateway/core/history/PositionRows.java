package dev.tapedeck.gateway.core.history;

import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.gateway.core.BoundedMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The episodes of all positions. What the history has already changes nothing, as the sequence tells. */
final class PositionRows {
    /** More than one batch of the log can touch: what is forgotten is in the database by then, which is asked for it. */
    private static final int REMEMBERED = 10_000;

    private final Past past;
    private final Map<Key, PositionEpisode> last = BoundedMap.byUse(REMEMBERED);

    private record Key(String sessionId, Symbol symbol, Direction direction) {}

    PositionRows(Past past) {
        this.past = past;
    }

    List<Row> changed(PositionChanged position, Instant at, long sequence) {
        var key = new Key(position.sessionId(), position.symbol(), position.direction());
        PositionEpisode before = known(key);
        boolean isKnown = before != null && sequence <= before.sequence();
        boolean isNothing =
                (before == null || !before.isOpen()) && position.quantity().isZero();
        if (isKnown || isNothing) {
            return List.of();
        }
        PositionEpisode after = after(before, position, at, sequence);
        last.put(key, after);
        return List.of(after.row());
    }

    /** The venue did something to what is held; the change of the position follows on the same topic. */
    List<Row> corrected(PositionCorrected correction) {
        var key = new Key(correction.sessionId(), correction.symbol(), correction.direction());
        PositionEpisode episode = known(key);
        if (episode == null || !episode.isOpen() || !correction.after().isZero()) {
            return List.of();
        }
        PositionEpisode marked = episode.corrected(correction.kind());
        last.put(key, marked);
        return List.of(marked.row());
    }

    private static PositionEpisode after(
            @Nullable PositionEpisode before, PositionChanged position, Instant at, long sequence) {
        if (before == null) {
            return PositionEpisode.opened(position, Usdt.ZERO, Usdt.ZERO, at, sequence);
        }
        return before.isOpen()
                ? before.with(position, at, sequence)
                : PositionEpisode.opened(position, before.realisedTotal(), before.feesTotal(), at, sequence);
    }

    private @Nullable PositionEpisode known(Key key) {
        PositionEpisode known = last.get(key);
        if (known == null) {
            Optional<PositionEpisode> recalled = past.position(key.sessionId, key.symbol, key.direction);
            recalled.ifPresent(episode -> last.put(key, episode));
            return recalled.orElse(null);
        }
        return known;
    }
}
