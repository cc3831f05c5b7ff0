package dev.tapedeck.gateway.core.history;

import dev.tapedeck.contracts.event.AcknowledgementEvent;
import dev.tapedeck.contracts.event.AlertEvent.AlertAcknowledged;
import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.AuditEvent.ActionAudited;
import dev.tapedeck.contracts.event.CommandEvent;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.IndicatorEvent.IndicatorsUpdated;
import dev.tapedeck.contracts.event.InstrumentEvent;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.OrderIds;
import dev.tapedeck.contracts.event.PositionEvent;
import dev.tapedeck.contracts.event.PositionEvent.EquityMarked;
import dev.tapedeck.contracts.event.PositionEvent.FundingSettled;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SignalEvent;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.event.TickEvent;
import dev.tapedeck.contracts.event.TickEvent.MarkPriceChanged;
import dev.tapedeck.contracts.event.TickEvent.QuoteChanged;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.event.TickEvent.TradesPrinted;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.VenueEvent;
import dev.tapedeck.contracts.topic.EventType;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns every event into the rows that history keeps of it. The rows of an event depend on that event and on earlier ones of the same topic and partition only, so partitions may be read in any
 * order among each other; an event that comes again makes the same rows again. Heartbeats leave none. One thread at a time.
 */
public final class HistoryRows {
    private final OrderRows orders;
    private final PositionRows positions;

    public HistoryRows(Past past) {
        this.orders = new OrderRows(past);
        this.positions = new PositionRows(past);
    }

    /**
     * Returns the rows of an event; none for one that history does not keep.
     *
     * @param written the event as it is on the log
     * @param recordedAt when the event reached the log
     */
    public List<Row> of(Event<?> event, byte[] written, Instant recordedAt) {
        return switch (event.data()) {
            case TickEvent tick -> ticks(event, tick);
            case IndicatorsUpdated updated -> indicators(event, updated);
            default -> {
                var rows = new ArrayList<Row>();
                rows.add(logged(event, written, recordedAt));
                rows.addAll(told(event));
                yield rows;
            }
        };
    }

    /** Returns the rows beside that of the event itself. */
    private List<Row> told(Event<?> event) {
        return switch (event.data()) {
            case SignalRaised signal -> List.of(signal(event, signal));
            case OrderDenied denied -> orders.denied(denied, event);
            case OrderEvent step -> orders.step(step, event);
            case FillRecorded fill -> List.of(fill(event, fill));
            case PositionChanged position -> positions.changed(position, event.time(), event.sequence());
            case PositionCorrected correction -> positions.corrected(correction);
            case FundingSettled funding -> List.of(funding(event, funding));
            case EquityMarked equity -> List.of(equity(event, equity));
            case SessionChanged session -> List.of(session(event, session));
            case AlertRaised alert -> List.of(alert(event, alert));
            case AlertAcknowledged acknowledged -> List.of(acknowledged(event, acknowledged));
            case ActionAudited action -> List.of(audited(event, action));
            default -> List.of();
        };
    }

    private static Row logged(Event<?> event, byte[] written, Instant recordedAt) {
        EventType type = EventType.of(event.data().getClass());
        return Row.of(HistoryTable.EVENTS, event.time())
                .symbol("topic", type.topic().topicName())
                .symbol("type", type.wireName())
                .symbol("source", event.source())
                .symbol("session_id", sessionId(event.data()))
                .symbol("order_id", orderId(event.data()))
                .text("id", event.id())
                .text("subject", event.subject())
                .number("sequence", event.sequence())
                .text("correlation_id", event.correlationId())
                .text("causation_id", event.causationId())
                .time("recorded_at", recordedAt)
                .text("data", new String(written, StandardCharsets.UTF_8))
                .build();
    }

    private static @Nullable String sessionId(EventData data) {
        return switch (data) {
            case SignalEvent signal -> signal.sessionId();
            case RiskEvent decision -> decision.sessionId();
            case OrderEvent step -> step.sessionId();
            case FillRecorded fill -> fill.sessionId();
            case PositionEvent position -> position.sessionId();
            case SessionChanged session -> session.sessionId();
            case AlertRaised alert -> alert.sessionId();
            case AlertAcknowledged acknowledged -> acknowledged.sessionId();
            case CommandEvent command -> sessionOf(command);
            case ActionAudited ignored -> null;
            case FeedEvent ignored -> null;
            case InstrumentEvent ignored -> null;
            case TradingStateEvent ignored -> null;
            case AcknowledgementEvent ignored -> null;
            case VenueEvent ignored -> null;
            case TickEvent ignored -> null;
            case IndicatorsUpdated ignored -> null;
        };
    }

    private static @Nullable String sessionOf(CommandEvent command) {
        return switch (command) {
            case CommandEvent.StartSession start -> start.session().sessionId();
            case CommandEvent.StopSession stop -> stop.sessionId();
            case CommandEvent.ChangeStrategy change -> change.sessionId();
            case CommandEvent.ClosePosition close -> close.sessionId();
            case CommandEvent.CancelOrder cancel -> cancel.sessionId();
            case CommandEvent.AcknowledgeAlert acknowledge -> acknowledge.sessionId();
            case CommandEvent.SetTradingState ignored -> null;
        };
    }

    private static @Nullable String orderId(EventData data) {
        return switch (data) {
            case OrderApproved approved -> approved.orderId();
            case OrderDenied denied -> denied.orderId();
            case OrderEvent step -> step.orderId();
            case FillRecorded fill -> fill.orderId();
            default -> null;
        };
    }

    private static List<Row> ticks(Event<?> event, TickEvent tick) {
        return switch (tick) {
            case TradesPrinted printed -> {
                var rows = new ArrayList<Row>();
                for (int no = 0; no < printed.trades().size(); no++) {
                    rows.add(trade(event, printed.symbol(), printed.trades().get(no), no));
                }
                yield rows;
            }
            case QuoteChanged quote ->
                List.of(tick(event, event.time(), quote.symbol(), "QUOTE", 0)
                        .decimal("bid_price", quote.bidPrice().value())
                        .decimal("bid_quantity", quote.bidQuantity().contracts())
                        .decimal("ask_price", quote.askPrice().value())
                        .decimal("ask_quantity", quote.askQuantity().contracts())
                        .build());
            case MarkPriceChanged mark ->
                List.of(tick(event, event.time(), mark.symbol(), "MARK", 0)
                        .decimal("price", mark.markPrice().value())
                        .build());
            case TickEvent.HeartbeatSeen ignored -> List.of();
        };
    }

    private static Row trade(Event<?> event, Symbol symbol, Trade trade, int no) {
        return tick(event, trade.at(), symbol, "TRADE", no)
                .symbol("taker_side", trade.takerSide())
                .text("trade_id", trade.tradeId())
                .decimal("price", trade.price().value())
                .decimal("quantity", trade.quantity().contracts())
                .build();
    }

    private static Row.Builder tick(Event<?> event, Instant at, Symbol symbol, String kind, int no) {
        return Row.of(HistoryTable.TICKS, at)
                .symbol("symbol", symbol)
                .symbol("kind", kind)
                .number("sequence", event.sequence())
                .number("trade_no", no);
    }

    private static List<Row> indicators(Event<?> event, IndicatorsUpdated updated) {
        var rows = new ArrayList<Row>();
        updated.values()
                .forEach((variant, value) -> rows.add(indicator(event, updated.symbol(), variant)
                        .real("value", value)
                        .flag("ready", true)
                        .build()));
        updated.notReady()
                .forEach(variant -> rows.add(indicator(event, updated.symbol(), variant)
                        .flag("ready", false)
                        .build()));
        return rows;
    }

    private static Row.Builder indicator(Event<?> event, Symbol symbol, String variant) {
        return Row.of(HistoryTable.INDICATORS, event.time())
                .symbol("symbol", symbol)
                .symbol("variant", variant)
                .number("sequence", event.sequence());
    }

    private static Row signal(Event<?> event, SignalRaised signal) {
        boolean isOrder = signal.section() != Section.S1 && signal.section() != Section.O1;
        return Row.of(HistoryTable.SIGNAL_HISTORY, event.time())
                .symbol("session_id", signal.sessionId())
                .symbol("strategy_name", signal.strategyId())
                .symbol("symbol", signal.symbol())
                .symbol("signal_type", signal.section())
                .symbol("action", action(signal.section(), signal.direction()))
                .symbol("direction", signal.direction())
                .symbol("state_from", signal.from())
                .symbol("state_to", signal.to())
                .text("signal_id", event.id())
                .number("strategy_version", signal.strategyVersion())
                .text("episode_id", signal.episodeId())
                .decimal("price", signal.price().value())
                .json("indicator_values", signal.conditions())
                .text("order_id", isOrder ? OrderIds.forSignal(event.id()) : null)
                .build();
    }

    private static String action(Section section, Direction direction) {
        boolean isLong = direction == Direction.LONG;
        return switch (section) {
            case S1, O1 -> "HOLD";
            case Z1 -> isLong ? "BUY" : "SHORT";
            case ZE1, E1 -> isLong ? "SELL" : "COVER";
        };
    }

    private static Row fill(Event<?> event, FillRecorded fill) {
        return Row.of(HistoryTable.FILLS, event.time())
                .symbol("order_id", fill.orderId())
                .symbol("session_id", fill.sessionId())
                .symbol("strategy_name", fill.strategyId())
                .symbol("symbol", fill.symbol())
                .symbol("purpose", fill.purpose())
                .symbol("side", fill.side())
                .symbol("position_side", fill.direction())
                .text("fill_id", fill.fillId())
                .text("episode_id", fill.episodeId())
                .decimal("price", fill.price().value())
                .decimal("quantity", fill.quantity().contracts())
                .decimal("notional", fill.notional().value())
                .decimal("commission", fill.fee().value())
                .flag("taker", fill.taker())
                .decimal("requested_price", fill.decisionPrice().value())
                .decimal("slippage_bps", fill.slippageBps())
                .text("venue_order_id", fill.venueOrderId())
                .build();
    }

    private static Row funding(Event<?> event, FundingSettled funding) {
        return Row.of(HistoryTable.FUNDING, event.time())
                .symbol("session_id", funding.sessionId())
                .symbol("symbol", funding.symbol())
                .symbol("position_side", funding.direction())
                .text("funding_id", funding.fundingId())
                .decimal("amount", funding.amount().value())
                .decimal("rate", funding.rate())
                .build();
    }

    private static Row equity(Event<?> event, EquityMarked equity) {
        return Row.of(HistoryTable.EQUITY, event.time())
                .symbol("session_id", equity.sessionId())
                .number("sequence", event.sequence())
                .decimal("equity", equity.equity().value())
                .decimal("day_start", equity.dayStart().value())
                .decimal("peak", equity.peak().value())
                .build();
    }

    private static Row session(Event<?> event, SessionChanged session) {
        return Row.of(HistoryTable.LIVE_TRADING_SESSIONS, event.time())
                .symbol("session_id", session.sessionId())
                .symbol("session_type", session.mode())
                .symbol("status", session.state())
                .number("sequence", event.sequence())
                .text(
                        "symbols",
                        session.symbols().stream().map(Symbol::toString).collect(Collectors.joining(",")))
                .text(
                        "strategy_ids",
                        session.strategies().stream()
                                .map(StrategyDefinition::id)
                                .collect(Collectors.joining(",")))
                .decimal("initial_balance", session.initialBalance().value())
                .text("reason", session.reason())
                .build();
    }

    private static Row alert(Event<?> event, AlertRaised alert) {
        return alert(event, alert.alertId(), "RAISED", alert.sessionId())
                .symbol("severity", alert.severity())
                .symbol("kind", alert.kind())
                .text("message", alert.message())
                .json("details", alert.details())
                .build();
    }

    private static Row acknowledged(Event<?> event, AlertAcknowledged acknowledged) {
        return alert(event, acknowledged.alertId(), "ACKNOWLEDGED", acknowledged.sessionId())
                .text("user_name", acknowledged.user())
                .build();
    }

    private static Row.Builder alert(Event<?> event, String alertId, String what, @Nullable String sessionId) {
        return Row.of(HistoryTable.ALERTS, event.time())
                .symbol("event", what)
                .symbol("session_id", sessionId)
                .symbol("source", event.source())
                .text("alert_id", alertId);
    }

    private static Row audited(Event<?> event, ActionAudited action) {
        return Row.of(HistoryTable.AUDIT, event.time())
                .symbol("user_name", action.user())
                .text("id", event.id())
                .text("address", action.address())
                .text("action", action.action())
                .text("target", action.target())
                .text("result", action.result())
                .json("details", action.details())
                .build();
    }
}
