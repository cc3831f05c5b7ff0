package dev.tapedeck.gateway.core.history;

import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.VenuePosition;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A position from flat to flat, or so far.
 *
 * @param openedAt event time of the first contract
 * @param quantity held now
 * @param entryPrice the last that was known while something was held
 * @param realised in this episode, net of fees
 * @param realisedTotal since the session started, over all episodes of the position
 * @param closedBy why it is flat: what the venue did by itself, or {@value #BY_ORDER}; before that, what is about to make it flat
 * @param sequence of the last event of the position that is in it
 */
public record PositionEpisode(
        String sessionId,
        Symbol symbol,
        Direction direction,
        @Nullable String strategyId,
        Instant openedAt,
        Quantity quantity,
        Quantity largest,
        @Nullable Price entryPrice,
        int leverage,
        @Nullable VenuePosition venue,
        Usdt realised,
        Usdt fees,
        Usdt realisedTotal,
        Usdt feesTotal,
        @Nullable Instant closedAt,
        @Nullable String closedBy,
        Instant updatedAt,
        long sequence) {
    /** The episode ended with a fill of one of our orders. */
    public static final String BY_ORDER = "ORDER";

    static PositionEpisode opened(
            PositionChanged position, Usdt realisedBefore, Usdt feesBefore, Instant at, long seq) {
        return new PositionEpisode(
                position.sessionId(),
                position.symbol(),
                position.direction(),
                position.strategyId(),
                at,
                position.quantity(),
                position.quantity(),
                position.averageEntryPrice(),
                position.leverage(),
                position.venue(),
                position.realised().minus(realisedBefore),
                position.fees().minus(feesBefore),
                position.realised(),
                position.fees(),
                null,
                null,
                at,
                seq);
    }

    boolean isOpen() {
        return closedAt == null;
    }

    /** Returns the episode after a change of its position, which may end it. */
    PositionEpisode with(PositionChanged position, Instant at, long seq) {
        boolean isFlat = position.quantity().isZero();
        return new PositionEpisode(
                sessionId,
                symbol,
                direction,
                position.strategyId(),
                openedAt,
                position.quantity(),
                position.quantity().compareTo(largest) > 0 ? position.quantity() : largest,
                position.averageEntryPrice() == null ? entryPrice : position.averageEntryPrice(),
                position.leverage(),
                position.venue(),
                realised.plus(position.realised()).minus(realisedTotal),
                fees.plus(position.fees()).minus(feesTotal),
                position.realised(),
                position.fees(),
                isFlat ? at : null,
                isFlat ? closedBy == null ? BY_ORDER : closedBy : null,
                at,
                seq);
    }

    /** Returns the episode with what the venue did to it; the change of the position follows. */
    PositionEpisode corrected(MismatchKind kind) {
        return new PositionEpisode(
                sessionId,
                symbol,
                direction,
                strategyId,
                openedAt,
                quantity,
                largest,
                entryPrice,
                leverage,
                venue,
                realised,
                fees,
                realisedTotal,
                feesTotal,
                closedAt,
                kind.name(),
                updatedAt,
                sequence);
    }

    Row row() {
        VenuePosition seen = venue;
        return Row.of(HistoryTable.LIVE_POSITIONS, openedAt)
                .text("position_id", sessionId + "/" + symbol + "/" + direction)
                .symbol("session_id", sessionId)
                .symbol("symbol", symbol)
                .symbol("position_side", direction)
                .symbol("strategy_name", strategyId)
                .decimal("quantity", quantity.contracts())
                .decimal("largest_quantity", largest.contracts())
                .decimal("entry_price", value(entryPrice))
                .number("leverage", leverage)
                .decimal("current_price", seen == null ? null : value(seen.markPrice()))
                .decimal("liquidation_price", seen == null ? null : value(seen.liquidationPrice()))
                .decimal(
                        "unrealized_pnl",
                        seen == null || seen.unrealised() == null
                                ? null
                                : seen.unrealised().value())
                .decimal("margin_ratio", seen == null ? null : seen.marginRatio())
                .decimal("realized_pnl", realised.value())
                .decimal("commission", fees.value())
                .decimal("realized_total", realisedTotal.value())
                .decimal("commission_total", feesTotal.value())
                .symbol("status", isOpen() ? "OPEN" : "CLOSED")
                .time("close_timestamp", closedAt)
                .symbol("close_reason", closedBy)
                .time("updated_at", updatedAt)
                .number("sequence", sequence)
                .build();
    }

    private static @Nullable BigDecimal value(@Nullable Price price) {
        return price == null ? null : price.value();
    }
}
