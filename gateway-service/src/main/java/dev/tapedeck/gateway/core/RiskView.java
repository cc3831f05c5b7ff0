package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.PositionEvent.EquityMarked;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session may still risk: the sums of all that the risk service said of its account, exact at its last event.
 *
 * @param equity the balance at the start and what was realised since; {@code free = equity - reserved - margin}
 * @param realisedToday on {@code day}, the UTC day of the market; both as the last fill left them
 * @param marked what the account is worth with what is not realised; absent until it was marked
 * @param exposures every direction of a symbol in which something is held or ordered
 * @param uses how much of its limits is used by what is held and ordered; limits of one order, of a minute, and of what is lost at the stops are compared in {@code lastEntry} only
 * @param budgets of every strategy of the session, and of every other that uses one
 * @param disabled the {@code StrategyDisabled} of every strategy that was not enabled since
 * @param pauses the {@code ProtectionTriggered} of every protection whose pause was not over at the last entry or fill
 * @param paused the instances that may not enter now, and why
 * @param lastEntry the verdict on the last entry that was asked for: every comparison that was made, with the entry in it
 * @param at event time of the last event of the account
 */
public record RiskView(
        String sessionId,
        SessionEvent.Mode mode,
        SessionEvent.State state,
        Usdt initialBalance,
        Usdt equity,
        Usdt free,
        Usdt reserved,
        Usdt margin,
        Usdt realisedToday,
        @Nullable LocalDate day,
        @Nullable Marked marked,
        List<Exposure> exposures,
        RiskLimits limits,
        List<LimitUse> uses,
        List<Budget> budgets,
        List<Event<?>> disabled,
        List<Event<?>> pauses,
        List<StrategyView> paused,
        @Nullable Event<?> lastEntry,
        Instant at) {

    /**
     * The account by the venue's marks, as position-sync sees it.
     *
     * @param peak the highest equity so far; {@code drawdown} is what was lost since
     * @param dayStart equity when {@code day} began; {@code lostToday} is what was lost since, negative when it was won
     */
    public record Marked(Usdt equity, Usdt peak, Usdt drawdown, Usdt dayStart, Usdt lostToday, LocalDate day) {
        static Marked of(EquityMarked said) {
            return new Marked(
                    said.equity(),
                    said.peak(),
                    said.peak().minus(said.equity()),
                    said.dayStart(),
                    said.dayStart().minus(said.equity()),
                    said.day());
        }
    }

    /**
     * What is held and ordered in one direction of a symbol, in USDT.
     *
     * @param held what it was bought or sold for
     * @param ordered what entries under way may still add, at the price that the strategy saw
     * @param margin that backs what is held
     */
    public record Exposure(Symbol symbol, Direction direction, Usdt held, Usdt ordered, Usdt margin) {
        Usdt total() {
            return held.plus(ordered);
        }

        Exposure plus(Exposure other) {
            return new Exposure(
                    symbol, direction, held.plus(other.held), ordered.plus(other.ordered), margin.plus(other.margin));
        }
    }

    /**
     * How much of a limit is used; both numbers in USDT, or both a count.
     *
     * @param limit its name in {@link RiskLimits}
     * @param of what uses the most of it, where each symbol or position has the limit for itself
     * @param share {@code used} in {@code allowed}, rounded at four decimals; absent when nothing is allowed
     */
    public record LimitUse(
            String limit,
            @Nullable String of,
            BigDecimal used,
            BigDecimal allowed,
            @Nullable Double share) {
        private static final int SHARE_SCALE = 4;

        static LimitUse of(String limit, @Nullable String of, BigDecimal used, BigDecimal allowed) {
            Double share = allowed.signum() <= 0
                    ? null
                    : used.divide(allowed, SHARE_SCALE, RoundingMode.HALF_EVEN).doubleValue();
            return new LimitUse(limit, of, used, allowed, share);
        }
    }

    /**
     * How much margin a strategy may use.
     *
     * @param used what it has reserved and backs its positions with
     */
    public record Budget(String strategyId, Usdt budget, Usdt used, Usdt free) {}
}
