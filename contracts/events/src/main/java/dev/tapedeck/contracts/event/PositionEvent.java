package dev.tapedeck.contracts.event;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Positions by both truths. Topic {@code positions}, compacted, key and subject: {@code session/symbol/direction}. */
public sealed interface PositionEvent extends EventData {
    String sessionId();

    Symbol symbol();

    Direction direction();

    /**
     * The position as the fills make it, beside what the venue last said.
     *
     * @param realised since the session started, net of fees
     * @param venue absent until the venue was asked
     * @param leverage as the venue has it; 0 until it was asked
     * @param agrees whether both truths had the same quantity when the venue was last asked; true before, and after a fill until it is asked again
     */
    record PositionChanged(
            String sessionId,
            Symbol symbol,
            Direction direction,
            @Nullable String strategyId,
            Quantity quantity,
            @Nullable Price averageEntryPrice,
            int leverage,
            Usdt realised,
            Usdt fees,
            @Nullable VenuePosition venue,
            boolean agrees)
            implements PositionEvent {}

    /**
     * The position as the venue has it.
     *
     * @param marginRatio maintenance margin over position margin, as the venue reports it
     */
    record VenuePosition(
            Quantity quantity,
            @Nullable Price averageEntryPrice,
            @Nullable Price liquidationPrice,
            @Nullable BigDecimal marginRatio,
            @Nullable Usdt unrealised) {}

    /**
     * The truths differ.
     *
     * @param evidence what was compared
     * @param policy what is done about it
     */
    record PositionMismatched(
            String sessionId,
            Symbol symbol,
            Direction direction,
            MismatchKind kind,
            Quantity own,
            Quantity venue,
            String evidence,
            String policy)
            implements PositionEvent {}

    enum MismatchKind {
        MISSED_FILL,
        GHOST_POSITION,
        EXTERNAL_OPEN,
        EXTERNAL_CLOSE,
        LIQUIDATION,
        QUANTITY_DIFFERENCE,
        PRICE_DIFFERENCE
    }
}
