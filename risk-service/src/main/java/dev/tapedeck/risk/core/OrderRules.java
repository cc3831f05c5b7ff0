package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.OrderIds;
import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SignalEvent.EntryIntent;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rules that an order must pass. Missing or stale input denies an entry. An exit needs a listed instrument and a position, and nothing else: getting out is
 * allowed when getting in is not.
 */
final class OrderRules {
    private OrderRules() {}

    /** Returns the verdict on a signal that asks for an order. */
    static RiskEvent judge(Account account, Event<?> cause, SignalRaised signal, Instant at) {
        return signal.section() == Section.Z1
                ? judgeEntry(account, cause, signal, at)
                : judgeExit(account, cause, signal);
    }

    private static RiskEvent judgeEntry(Account account, Event<?> cause, SignalRaised signal, Instant at) {
        EntryIntent intent = intentOf(signal);
        InstrumentListed instrument = account.instruments().get(signal.symbol().name());
        var checks = new Checks();
        var tradingState = account.tradingState(signal.strategyId(), signal.symbol());
        checks.holds(DenialReason.SESSION_NOT_RUNNING, account.open());
        checks.holds(DenialReason.TRADING_HALTED, tradingState != TradingStateEvent.State.HALTED);
        checks.holds(DenialReason.TRADING_REDUCING, tradingState != TradingStateEvent.State.REDUCING);
        boolean disabled = account.conduct(signal.strategyId()).disabled();
        checks.holds(DenialReason.STRATEGY_DISABLED, !disabled);
        checks.holds(DenialReason.FEED_NOT_FRESH, account.isFresh(signal.symbol()));
        checks.holds(DenialReason.INSTRUMENT_UNKNOWN, instrument != null);
        // A strategy that is disabled may be running wild: its denials stay small.
        if (instrument == null || disabled) {
            return denied(account, cause, signal, Purpose.ENTRY, checks);
        }
        Entry entry = Entry.sized(intent, account.equity(), instrument, signal);
        Protections.check(checks, account, signal.strategyId(), signal.symbol(), at);
        checkRates(checks, account, signal, at);
        checkSize(checks, account, signal, intent, instrument, entry);
        checkStop(checks, account, signal, intent, instrument, entry);
        LossChecks.check(checks, account, entryRisk(signal, intent, instrument, entry), entry.reserved, at);
        checkBudget(checks, account, signal, entry);
        return checks.denial().isPresent()
                ? denied(account, cause, signal, Purpose.ENTRY, checks)
                : approvedEntry(account, cause, signal, intent, instrument, entry, checks);
    }

    private static void checkRates(Checks checks, Account account, SignalRaised signal, Instant at) {
        Instant from = at.minus(EntryTimes.WINDOW);
        RiskLimits limits = account.limits();
        checks.atMost(
                DenialReason.ORDER_RATE,
                account.entries().since(from, signal.strategyId()) + 1,
                limits.maxOrdersPerMinutePerStrategy());
        checks.atMost(DenialReason.ORDER_RATE, account.entries().since(from) + 1, limits.maxOrdersPerMinute());
        checks.atMost(
                DenialReason.OPEN_POSITIONS,
                account.positionsWith(signal.symbol(), signal.direction()),
                limits.maxOpenPositions());
    }

    private static void checkSize(
            Checks checks,
            Account account,
            SignalRaised signal,
            EntryIntent intent,
            InstrumentListed instrument,
            Entry entry) {
        RiskLimits limits = account.limits();
        checks.atMost(
                DenialReason.LEVERAGE, intent.leverage(), Math.min(limits.maxLeverage(), instrument.maxLeverage()));
        checks.atMost(
                DenialReason.POSITION_SIZE,
                account.exposure(signal.symbol(), signal.direction())
                        .plus(entry.notional)
                        .value(),
                limits.maxPositionNotional().value());
        checks.atLeast(
                DenialReason.QUANTITY_TOO_SMALL,
                entry.quantity.contracts(),
                instrument.minQuantity().contracts());
        checks.atMost(
                DenialReason.CONCENTRATION,
                account.exposure(signal.symbol()).plus(entry.notional).value(),
                account.equity().bps(limits.maxConcentrationBps()).value());
    }

    /** The stop must act before the venue liquidates, and the entry may not slip further than the account allows. */
    private static void checkStop(
            Checks checks,
            Account account,
            SignalRaised signal,
            EntryIntent intent,
            InstrumentListed instrument,
            Entry entry) {
        BigDecimal stop =
                onTick(intent.stopLossPrice(), instrument, signal.direction()).value();
        BigDecimal liquidation = StopRisk.liquidationPrice(
                signal.direction(), entry.limitPrice, intent.leverage(), instrument.maintenanceMarginRate());
        if (signal.direction() == Direction.LONG) {
            checks.atLeast(DenialReason.LIQUIDATION_DISTANCE, stop, liquidation);
        } else {
            checks.atMost(DenialReason.LIQUIDATION_DISTANCE, stop, liquidation);
        }
        Integer slippageBps = account.limits().maxSlippageBps();
        if (slippageBps != null) {
            checks.atMost(DenialReason.SLIPPAGE, intent.maxSlippageBps(), slippageBps);
        }
    }

    private static Usdt entryRisk(SignalRaised signal, EntryIntent intent, InstrumentListed instrument, Entry entry) {
        return StopRisk.loss(
                signal.direction(),
                entry.quantity.notional(instrument.contractSize(), entry.limitPrice),
                entry.quantity,
                instrument.contractSize(),
                onTick(intent.stopLossPrice(), instrument, signal.direction()));
    }

    private static void checkBudget(Checks checks, Account account, SignalRaised signal, Entry entry) {
        checks.atMost(
                DenialReason.BUDGET,
                account.usedBy(signal.strategyId()).plus(entry.reserved),
                account.limits().strategyBudget());
        checks.atMost(DenialReason.BUDGET, entry.reserved, account.free());
    }

    private static RiskEvent judgeExit(Account account, Event<?> cause, SignalRaised signal) {
        Purpose purpose = signal.section() == Section.E1 ? Purpose.EMERGENCY_EXIT : Purpose.EXIT;
        Quantity reducible = account.reducible(signal.strategyId(), signal.symbol(), signal.direction());
        InstrumentListed instrument = account.instruments().get(signal.symbol().name());
        var checks = new Checks();
        checks.holds(DenialReason.INSTRUMENT_UNKNOWN, instrument != null);
        checks.holds(DenialReason.NO_POSITION_TO_REDUCE, !reducible.isZero());
        if (instrument == null || checks.denial().isPresent()) {
            return denied(account, cause, signal, purpose, checks);
        }
        return new OrderApproved(
                account.sessionId(),
                OrderIds.forSignal(cause.id()),
                signal.strategyId(),
                signal.symbol(),
                signal.episodeId(),
                cause.id(),
                purpose,
                signal.direction().exitSide(),
                signal.direction(),
                reducible.min(instrument.maxQuantity()),
                instrument.contractSize(),
                null,
                1,
                signal.price(),
                0,
                null,
                Usdt.ZERO,
                checks.made());
    }

    private static OrderApproved approvedEntry(
            Account account,
            Event<?> cause,
            SignalRaised signal,
            EntryIntent intent,
            InstrumentListed instrument,
            Entry entry,
            Checks checks) {
        return new OrderApproved(
                account.sessionId(),
                OrderIds.forSignal(cause.id()),
                signal.strategyId(),
                signal.symbol(),
                signal.episodeId(),
                cause.id(),
                Purpose.ENTRY,
                signal.direction().entrySide(),
                signal.direction(),
                entry.quantity,
                instrument.contractSize(),
                entry.limitPrice,
                intent.leverage(),
                signal.price(),
                intent.maxSlippageBps(),
                onTick(intent.stopLossPrice(), instrument, signal.direction()),
                entry.reserved,
                checks.made());
    }

    private static OrderDenied denied(
            Account account, Event<?> cause, SignalRaised signal, Purpose purpose, Checks checks) {
        return new OrderDenied(
                account.sessionId(),
                OrderIds.forSignal(cause.id()),
                signal.strategyId(),
                signal.symbol(),
                signal.episodeId(),
                cause.id(),
                purpose,
                checks.denial().orElseThrow(),
                checks.made());
    }

    private static EntryIntent intentOf(SignalRaised signal) {
        @Nullable EntryIntent intent = signal.entry();
        if (intent == null) {
            throw new IllegalArgumentException("Z1 must carry an entry intent (episodeId=" + signal.episodeId() + ")");
        }
        return intent;
    }

    /** Returns the stop on the price grid, rounded away from the entry so that it is never tighter than asked for. */
    private static Price onTick(Price stop, InstrumentListed instrument, Direction direction) {
        return stop.movedByBps(
                0, instrument.priceTick(), direction == Direction.LONG ? RoundingMode.FLOOR : RoundingMode.CEILING);
    }

    /**
     * An entry in the instrument's units.
     *
     * @param limitPrice the worst price that the slippage limit allows; the order takes what is there up to it and cancels the rest
     * @param reserved margin at that price, and the taker fee for the way in and out
     */
    private record Entry(Quantity quantity, Price limitPrice, Usdt notional, Usdt reserved) {
        static Entry sized(EntryIntent intent, Usdt equity, InstrumentListed instrument, SignalRaised signal) {
            Price price = signal.price();
            boolean isLong = signal.direction() == Direction.LONG;
            Price limit = price.movedByBps(
                    isLong ? intent.maxSlippageBps() : -intent.maxSlippageBps(),
                    instrument.priceTick(),
                    isLong ? RoundingMode.FLOOR : RoundingMode.CEILING);
            BigDecimal contractValue = instrument.contractSize().multiply(price.value());
            BigDecimal notional = intent.notionalOf(equity).value().max(BigDecimal.ZERO);
            Quantity quantity = new Quantity(notional.divide(contractValue, 8, RoundingMode.FLOOR))
                    .floorTo(instrument.quantityStep())
                    .min(instrument.maxQuantity());
            Price worst = isLong ? limit : price;
            Usdt worstNotional = quantity.notional(instrument.contractSize(), worst);
            Usdt fees = worstNotional.times(instrument.takerFeeRate().multiply(BigDecimal.TWO));
            Usdt margin = worstNotional.dividedUp(BigDecimal.valueOf(Math.max(1, intent.leverage())));
            return new Entry(quantity, limit, quantity.notional(instrument.contractSize(), price), margin.plus(fees));
        }
    }
}
