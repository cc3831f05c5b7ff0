package dev.tapedeck.contracts.event;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Positions by both truths. Topic {@code positions}, compacted, key and subject: {@code session/symbol/direction} unless an event says otherwise. */
public sealed interface PositionEvent extends EventData {
    String sessionId();

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
     * @param unrealised on the mark price
     * @param markPrice the venue's fair price when it was asked
     */
    record VenuePosition(
            Quantity quantity,
            @Nullable Price averageEntryPrice,
            @Nullable Price liquidationPrice,
            @Nullable BigDecimal marginRatio,
            @Nullable Usdt unrealised,
            @Nullable Price markPrice) {}

    /**
     * The truths differ. Said once for each difference. Key: that of the position with {@code /mismatch}.
     *
     * @param evidence what was compared
     * @param policy what is done about it
     * @param reference the venue's id of the order or deal that explains it
     */
    record PositionMismatched(
            String sessionId,
            Symbol symbol,
            Direction direction,
            MismatchKind kind,
            Quantity own,
            Quantity venue,
            String evidence,
            String policy,
            @Nullable String reference)
            implements PositionEvent {}

    enum MismatchKind {
        /** The venue executed one of our orders and no fill of it came. */
        MISSED_FILL,
        /** We hold what the venue does not, and nothing at the venue explains it. */
        GHOST_POSITION,
        /** Somebody else opened or enlarged the position at the venue. */
        EXTERNAL_OPEN,
        /** Somebody else closed or reduced the position at the venue. */
        EXTERNAL_CLOSE,
        /** The venue liquidated the position. */
        LIQUIDATION,
        /** The stop that protects the position at the venue closed it. */
        PROTECTIVE_STOP,
        QUANTITY_DIFFERENCE,
        PRICE_DIFFERENCE,
        /** An order that is not ours rests at the venue. */
        UNKNOWN_ORDER
    }

    /** The truths agree again. Same key as the mismatch. */
    record PositionMismatchResolved(
            String sessionId, Symbol symbol, Direction direction, MismatchKind kind, String how, long openMillis)
            implements PositionEvent {}

    /**
     * Our own truth was set to the venue's. Whoever holds the position in its books follows. Each has a key of its own, so that compaction keeps all.
     *
     * @param number 1 for the first correction of this position, then counting
     * @param strategyId the owner; absent when nobody of ours opened the position
     * @param before contracts that our fills made
     * @param after contracts that the venue has
     * @param price what the difference was executed at, as the venue says; absent when it does not say
     * @param averageEntryPrice after the correction; absent when nothing is held
     * @param realised by the correction, net of fees; zero when the venue does not say
     * @param references the venue's ids of the orders that explain it; none when nothing does
     */
    record PositionCorrected(
            String sessionId,
            Symbol symbol,
            Direction direction,
            @Nullable String strategyId,
            long number,
            MismatchKind kind,
            Quantity before,
            Quantity after,
            @Nullable Price price,
            @Nullable Price averageEntryPrice,
            Usdt realised,
            List<String> references,
            String evidence)
            implements PositionEvent {
        public PositionCorrected {
            references = List.copyOf(references);
        }
    }

    /**
     * All positions of the session were compared with the venue's, and what differed was corrected or alarmed. Key: {@code session/reconciled}.
     *
     * @param askedAt our clock when the venue was asked: nothing that it did before is unknown to this comparison
     * @param cause why it was asked
     */
    record PositionsReconciled(String sessionId, Instant askedAt, int positions, int mismatches, String cause)
            implements PositionEvent {}

    /**
     * Funding was paid or received. Not a fill, and in no position's {@code realised}. Each has a key of its own: that of the position with {@code /funding/id}.
     *
     * @param fundingId the venue's
     * @param amount received when positive, paid when negative
     */
    record FundingSettled(
            String sessionId,
            Symbol symbol,
            Direction direction,
            String fundingId,
            Usdt amount,
            BigDecimal rate,
            Instant at)
            implements PositionEvent {}

    /**
     * The position is to be closed now, whoever holds it and whatever is allowed otherwise; risk makes reduce-only orders of it. Key: that of the position with {@code /close}.
     *
     * @param number 1 for the first request on this position, then counting
     * @param quantity contracts at most
     * @param price what the venue's mark was when this was decided, else what the position was entered at
     * @param requestId the command or the trading state that it follows from
     * @param who the user or the watchdog
     */
    record PositionCloseRequested(
            String sessionId,
            Symbol symbol,
            Direction direction,
            long number,
            Quantity quantity,
            Price price,
            String requestId,
            String who,
            String why)
            implements PositionEvent {}

    /** How far the flattening of a session is; the last one has nothing left. Key: {@code session/flatten/scope/scopeId}. */
    record FlattenProgressed(String sessionId, String decisionId, int positionsLeft) implements PositionEvent {}

    /**
     * What the session's account is worth, by our fills and the venue's marks. Key: {@code session/equity}.
     *
     * @param day UTC day of our clock
     * @param dayStart equity when the day began, or when it was first looked at
     * @param peak the highest equity so far
     */
    record EquityMarked(String sessionId, LocalDate day, Usdt dayStart, Usdt peak, Usdt equity)
            implements PositionEvent {}

    /**
     * A position came nearer to its liquidation, or farther from it, than a threshold. Key: that of the position with {@code /margin}.
     *
     * @param buffer the part of the position's margin that may still be lost before liquidation, 0 to 1
     * @param threshold that was crossed
     */
    record MarginLevelChanged(
            String sessionId,
            Symbol symbol,
            Direction direction,
            MarginLevel level,
            BigDecimal buffer,
            BigDecimal threshold,
            @Nullable Price liquidationPrice,
            @Nullable Price markPrice)
            implements PositionEvent {}

    enum MarginLevel {
        SAFE,
        LOW,
        CRITICAL
    }
}
