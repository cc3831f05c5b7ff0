package dev.tapedeck.backtest.report;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.PositionEvent.FundingSettled;
import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The trades that a log of events tells: by the fills, and by the corrections of what the venue closed by itself. */
final class TradeLedger {
    private static final String NOBODY = "external";
    private static final int DIGITS = 12;

    private final Map<OpenTrade.Key, OpenTrade> open = new LinkedHashMap<>();
    private final List<Trade> trades = new ArrayList<>();
    private final List<FundingSettled> fundings = new ArrayList<>();
    private final Map<String, Section> sections = new HashMap<>();
    private final Map<String, String> signals = new HashMap<>();
    private final Map<String, Price> averages = new HashMap<>();
    private final Map<Symbol, BigDecimal> contractSizes = new HashMap<>();

    private TradeLedger() {}

    /** Returns all trades in the order in which they were closed, then what is open in the order in which it was entered. */
    static List<Trade> trades(List<Event<?>> log) {
        var ledger = new TradeLedger();
        log.forEach(ledger::take);
        ledger.open.values().forEach(trade -> ledger.trades.add(trade.trade(null, null)));
        ledger.fundings.forEach(ledger::share);
        return List.copyOf(ledger.trades);
    }

    private void take(Event<?> event) {
        switch (event.data()) {
            case SignalRaised signal -> sections.put(event.id(), signal.section());
            case OrderApproved order -> {
                signals.put(order.orderId(), order.signalId());
                contractSizes.put(order.symbol(), order.contractSize());
            }
            case FillRecorded fill -> fill(event.time(), fill);
            case PositionChanged position
            when position.averageEntryPrice() != null ->
                averages.put(position(position.symbol(), position.direction()), position.averageEntryPrice());
            case PositionCorrected correction -> correct(event.time(), correction);
            case FundingSettled funding -> fundings.add(funding);
            default -> {}
        }
    }

    private void fill(Instant at, FillRecorded fill) {
        var key = new OpenTrade.Key(fill.strategyId(), fill.symbol(), fill.direction());
        OpenTrade trade = open.computeIfAbsent(
                key, absent -> new OpenTrade(key, fill.episodeId(), at, contractSize(fill.symbol())));
        BigDecimal contracts = fill.quantity().contracts();
        if (fill.purpose() == Purpose.ENTRY) {
            trade.enter(contracts, fill.price());
        } else {
            trade.leave(contracts, fill.price());
        }
        trade.pay(fill.fee());
        trade.slip(fill.side(), contracts, fill.price(), fill.decisionPrice());
        closeIfFlat(key, trade, at, closing(fill));
    }

    private Closing closing(FillRecorded fill) {
        String signal = signals.get(fill.orderId());
        Section section = signal == null ? null : sections.get(signal);
        return switch (section) {
            case ZE1 -> Closing.ZE1;
            case E1 -> Closing.E1;
            case null, default -> Closing.OTHER;
        };
    }

    private void correct(Instant at, PositionCorrected correction) {
        String owner = correction.strategyId() == null ? NOBODY : correction.strategyId();
        var key = new OpenTrade.Key(owner, correction.symbol(), correction.direction());
        BigDecimal more =
                correction.after().contracts().subtract(correction.before().contracts());
        if (more.signum() > 0 && correction.price() != null) {
            open.computeIfAbsent(key, absent -> new OpenTrade(key, "", at, contractSize(correction.symbol())))
                    .enter(more, correction.price());
        } else if (more.signum() < 0) {
            leave(at, key, more.negate(), correction);
        }
    }

    /** Strategies that hold the same symbol in the same direction have one position at the venue: what its owner does not hold was the others'. */
    private void leave(Instant at, OpenTrade.Key owner, BigDecimal contracts, PositionCorrected correction) {
        List<OpenTrade> holders = open.values().stream()
                .filter(trade -> trade.key().shares(owner))
                .sorted(Comparator.comparing(trade -> !trade.key().equals(owner)))
                .toList();
        var parts = new LinkedHashMap<OpenTrade, BigDecimal>();
        BigDecimal rest = contracts;
        for (OpenTrade holder : holders) {
            BigDecimal part = holder.held().min(rest);
            rest = rest.subtract(part);
            parts.put(holder, part);
        }
        realise(parts, contracts.subtract(rest), correction);
        parts.keySet().forEach(trade -> closeIfFlat(trade.key(), trade, at, closing(correction.kind())));
    }

    /** Each part has its share of the fees. */
    private void realise(Map<OpenTrade, BigDecimal> parts, BigDecimal all, PositionCorrected correction) {
        parts.forEach((trade, part) -> trade.leave(part, correction.price()));
        BigDecimal fees = fees(correction);
        BigDecimal unpaid = fees;
        BigDecimal left = all;
        for (var part : parts.entrySet()) {
            left = left.subtract(part.getValue());
            BigDecimal fee = left.signum() == 0
                    ? unpaid
                    : fees.multiply(part.getValue()).divide(all, DIGITS, RoundingMode.HALF_EVEN);
            part.getKey().pay(new Usdt(fee));
            unpaid = unpaid.subtract(fee);
        }
    }

    /** What was realised is net of fees and counted from the average cost of the venue's one position, so what these two do not explain are the fees. */
    private BigDecimal fees(PositionCorrected correction) {
        Price average = correction.averageEntryPrice() == null
                ? averages.get(position(correction.symbol(), correction.direction()))
                : correction.averageEntryPrice();
        if (correction.price() == null || average == null) {
            return correction.realised().value().negate();
        }
        BigDecimal rise = correction.price().value().subtract(average.value());
        return correction
                .before()
                .minus(correction.after())
                .contracts()
                .multiply(contractSize(correction.symbol()))
                .multiply(correction.direction() == Direction.LONG ? rise : rise.negate())
                .subtract(correction.realised().value());
    }

    private static String position(Symbol symbol, Direction direction) {
        return symbol + "/" + direction;
    }

    private static Closing closing(MismatchKind kind) {
        return switch (kind) {
            case PROTECTIVE_STOP -> Closing.STOP_AT_VENUE;
            case LIQUIDATION -> Closing.LIQUIDATION;
            default -> Closing.OTHER;
        };
    }

    private void closeIfFlat(OpenTrade.Key key, OpenTrade trade, Instant at, Closing closing) {
        if (trade.held().signum() == 0) {
            open.remove(key);
            trades.add(trade.trade(at, closing));
        }
    }

    /** Funding is paid for the position of a symbol and direction: those who held it then share it by what they entered, and the last has the rest. */
    private void share(FundingSettled funding) {
        List<Integer> holders = new ArrayList<>();
        BigDecimal all = BigDecimal.ZERO;
        for (int i = 0; i < trades.size(); i++) {
            if (held(trades.get(i), funding)) {
                holders.add(i);
                all = all.add(trades.get(i).quantity().contracts());
            }
        }
        Usdt rest = funding.amount();
        for (int holder : holders) {
            Trade trade = trades.get(holder);
            Usdt part = holder == holders.getLast()
                    ? rest
                    : new Usdt(funding.amount()
                            .value()
                            .multiply(trade.quantity().contracts())
                            .divide(all, DIGITS, RoundingMode.HALF_EVEN));
            rest = rest.minus(part);
            trades.set(holder, trade.withFunding(part));
        }
    }

    private static boolean held(Trade trade, FundingSettled funding) {
        return trade.symbol().equals(funding.symbol())
                && trade.direction() == funding.direction()
                && !trade.entryAt().isAfter(funding.at())
                && (trade.exitAt() == null || trade.exitAt().isAfter(funding.at()));
    }

    private BigDecimal contractSize(Symbol symbol) {
        BigDecimal size = contractSizes.get(symbol);
        if (size == null) {
            throw new IllegalArgumentException(
                    "the log must approve an order on a symbol before its fill, had none of " + symbol);
        }
        return size;
    }
}
