package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.PositionEvent.MarginLevel;
import dev.tapedeck.contracts.event.PositionEvent.MarginLevelChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.VenuePosition;
import dev.tapedeck.kit.decide.Draft;
import java.math.BigDecimal;
import java.util.List;

/**
 * How near a position is to its liquidation, as the part of its margin that maintenance does not need yet. A level is left for a better one only with some distance, so that a
 * price that trembles at a threshold says nothing twice.
 */
final class Margins {
    private static final BigDecimal LOW = new BigDecimal("0.30");
    private static final BigDecimal CRITICAL = new BigDecimal("0.15");
    private static final BigDecimal DISTANCE = new BigDecimal("0.02");

    private Margins() {}

    static List<Draft> decide(PositionBook book, PositionChanged position, String number) {
        VenuePosition venue = position.venue();
        if (venue == null || venue.marginRatio() == null || venue.quantity().isZero()) {
            return List.of();
        }
        String key = PositionBook.key(position);
        MarginLevel before = book.watch().margin(key);
        BigDecimal buffer = BigDecimal.ONE.subtract(venue.marginRatio());
        MarginLevel now = level(buffer, before);
        if (now == before) {
            return List.of();
        }
        BigDecimal threshold = now == MarginLevel.CRITICAL || (before == MarginLevel.CRITICAL && now == MarginLevel.LOW)
                ? CRITICAL
                : LOW;
        String subject = key + "/margin";
        return List.of(new Draft(
                "positions/" + subject + "/" + number,
                subject,
                subject,
                null,
                new MarginLevelChanged(
                        position.sessionId(),
                        position.symbol(),
                        position.direction(),
                        now,
                        buffer,
                        threshold,
                        venue.liquidationPrice(),
                        venue.markPrice())));
    }

    private static MarginLevel level(BigDecimal buffer, MarginLevel before) {
        if (isBelow(buffer, CRITICAL, before == MarginLevel.CRITICAL)) {
            return MarginLevel.CRITICAL;
        }
        return isBelow(buffer, LOW, before != MarginLevel.SAFE) ? MarginLevel.LOW : MarginLevel.SAFE;
    }

    private static boolean isBelow(BigDecimal buffer, BigDecimal threshold, boolean already) {
        return buffer.compareTo(already ? threshold.add(DISTANCE) : threshold) <= 0;
    }
}
