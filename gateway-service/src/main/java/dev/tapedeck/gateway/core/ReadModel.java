package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.AcknowledgementEvent.TradingStateAcknowledged;
import dev.tapedeck.contracts.event.AlertEvent;
import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.AuditEvent;
import dev.tapedeck.contracts.event.AuditEvent.ActionAudited;
import dev.tapedeck.contracts.event.CommandEvent;
import dev.tapedeck.contracts.event.CommandEvent.AcknowledgeAlert;
import dev.tapedeck.contracts.event.CommandEvent.ChangeStrategy;
import dev.tapedeck.contracts.event.CommandEvent.StartSession;
import dev.tapedeck.contracts.event.CommandEvent.StopSession;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FeedEvent.FeedStatusChanged;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.IndicatorEvent.IndicatorsUpdated;
import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.PositionEvent;
import dev.tapedeck.contracts.event.PositionEvent.EquityMarked;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.RiskEvent.AccountOpened;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SignalEvent;
import dev.tapedeck.contracts.event.SignalEvent.BestPriceReached;
import dev.tapedeck.contracts.event.SignalEvent.ConditionHoldChanged;
import dev.tapedeck.contracts.event.SignalEvent.NearMissed;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.SignalEvent.StrategyActivated;
import dev.tapedeck.contracts.event.SignalEvent.StrategyPositionChanged;
import dev.tapedeck.contracts.event.SignalEvent.StrategyStateChanged;
import dev.tapedeck.contracts.event.TickEvent;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.event.VenueEvent.VenueStatusChanged;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.gateway.core.ClientMessage.AcknowledgementNews;
import dev.tapedeck.gateway.core.ClientMessage.EventNews;
import dev.tapedeck.gateway.core.ClientMessage.MarketNews;
import dev.tapedeck.gateway.core.ClientMessage.OrderNews;
import dev.tapedeck.gateway.core.ClientMessage.PositionNews;
import dev.tapedeck.gateway.core.ClientMessage.SessionNews;
import dev.tapedeck.gateway.core.ClientMessage.StrategyNews;
import dev.tapedeck.gateway.core.ClientMessage.SymbolCandle;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fold of all topics into what clients see, with bounded memory. Repeated events change nothing. Topics may be read in any order among each other;
 * within a topic the events of one subject must come in order. One thread at a time.
 */
public final class ReadModel {
    /** Orders are subjects too, so the numbers of old ones are forgotten at some point. */
    private static final int REMEMBERED_AGGREGATES = 100_000;

    private final Capacity capacity;
    private final SeenSequences seen = new SeenSequences(REMEMBERED_AGGREGATES);
    private final Map<Topic, Long> counts = new EnumMap<>(Topic.class);
    private final Map<Symbol, Market> markets = new TreeMap<>();
    private final Map<Symbol, InstrumentListed> instruments = new TreeMap<>();
    private final Orders orders;
    private final BoundedMap<String, Event<?>> fills;
    private final Alerts alerts;
    private final BoundedMap<String, Event<?>> audits;
    private final AnsweredRequests requests;
    private final BoundedMap<String, Event<PositionChanged>> positions;
    private final BoundedMap<String, SessionLife> sessions;
    private final Accounts accounts;
    private final BoundedMap<String, StrategyView> strategies;
    private final TradingStates tradingStates;
    private final Commands commands;
    private final Notes notes;
    private @Nullable Event<?> venue;
    private final Map<String, VenueView> venues = new TreeMap<>();
    private boolean ticksSkipped;

    public ReadModel(Capacity capacity) {
        this.capacity = capacity;
        this.orders = new Orders(capacity.rows());
        this.fills = new BoundedMap<>(capacity.rows());
        this.alerts = new Alerts(capacity.rows());
        this.tradingStates = new TradingStates(capacity.rows());
        this.commands = new Commands(capacity.rows(), orders, tradingStates);
        this.notes = new Notes(capacity.rows());
        this.audits = new BoundedMap<>(capacity.rows());
        this.requests = new AnsweredRequests(capacity.rows());
        this.positions = new BoundedMap<>(capacity.rows());
        this.sessions = new BoundedMap<>(capacity.rows());
        this.accounts = new Accounts(capacity.rows());
        this.strategies = new BoundedMap<>(capacity.rows());
        for (Topic topic : Topic.values()) {
            counts.put(topic, 0L);
        }
    }

    /** The oldest {@code count} events of the topic will not be folded. They count as seen; must be called before the first fold. */
    public void skip(Topic topic, long count) {
        counts.merge(topic, count, Long::sum);
        ticksSkipped |= topic == Topic.TICKS && count > 0;
    }

    /** Folds one event and returns the news that follow from it, in order; none for a repeated event. */
    public List<ClientMessage> fold(Event<?> event, Instant recordedAt) {
        Topic topic = Topic.of(event.data());
        if (!seen.isNew(topic, event)) {
            return List.of();
        }
        counts.merge(topic, 1L, Long::sum);
        commands.follow(event);
        var logged = new LoggedEvent(event, recordedAt);
        return switch (event.data()) {
            case TickEvent tick -> {
                market(tick.symbol()).apply(tick, event.time(), recordedAt);
                orders.offerCause(logged);
                yield List.of();
            }
            case IndicatorsUpdated updated -> {
                market(updated.symbol()).apply(updated, event.time());
                orders.offerCause(logged);
                yield List.of();
            }
            case FeedStatusChanged status -> {
                market(status.symbol()).apply(status);
                yield List.of(new EventNews(topic, event));
            }
            case InstrumentListed listed -> {
                instruments.put(listed.symbol(), listed);
                yield List.of(new EventNews(topic, event));
            }
            case SignalEvent signal -> {
                orders.addSignal(signal, logged);
                yield withStrategy(new EventNews(topic, event), signal, event.time());
            }
            case RiskEvent risk -> fold(risk, logged);
            case OrderEvent step -> {
                OrderLife order = orders.order(step.orderId(), step.sessionId(), step.symbol());
                order.step(step, logged);
                yield List.of(new OrderNews(orders.view(order)));
            }
            case FillRecorded fill -> {
                fills.put(event.id(), event);
                OrderLife order = orders.order(fill.orderId(), fill.sessionId(), fill.symbol());
                order.fill(fill, logged);
                yield List.of(new EventNews(topic, event), new OrderNews(orders.view(order)));
            }
            case PositionChanged position -> {
                Event<PositionChanged> changed = with(event, position);
                positions.remove(positionKey(position));
                positions.put(positionKey(position), changed);
                yield List.of(new PositionNews(view(changed)));
            }
            case EquityMarked marked -> {
                accounts.mark(marked, event);
                yield List.of(new EventNews(topic, event));
            }
            case PositionEvent position -> {
                notes.add(position, event);
                yield List.of(new EventNews(topic, event));
            }
            case SessionChanged changed -> {
                SessionLife session = session(changed.sessionId());
                session.changed(changed, event.causationId(), event.time());
                yield withSession(new EventNews(topic, event), session);
            }
            case CommandEvent command -> {
                remember(command, event);
                yield List.of(new EventNews(topic, event));
            }
            case TradingStateChanged state -> {
                tradingStates.changed(state, event);
                yield List.of(new EventNews(topic, event));
            }
            case VenueStatusChanged status -> {
                venue = event;
                venues.merge(status.venue(), VenueView.of(status, event.time()), VenueView::followedBy);
                yield List.of(new EventNews(topic, event));
            }
            case AlertEvent alert -> {
                alerts.add(alert, event);
                yield List.of(new EventNews(topic, event));
            }
            case TradingStateAcknowledged said -> {
                yield List.of(new AcknowledgementNews(tradingStates.acknowledged(said, event, recordedAt)));
            }
            case AuditEvent ignored -> {
                audits.put(event.id(), event);
                yield List.of();
            }
        };
    }

    /** Returns what the market did since the last call, empty when it did nothing. */
    public Optional<MarketNews> drainMarket(Instant now) {
        var news = new MarketNews(
                new ArrayList<>(), new ArrayList<>(), new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
        boolean any = false;
        for (Map.Entry<Symbol, Market> entry : markets.entrySet()) {
            Market market = entry.getValue();
            if (market.isChanged()) {
                any = true;
                market.prices().ifPresent(news.markets()::add);
                market.changedCandles().forEach(candle -> news.candles().add(new SymbolCandle(entry.getKey(), candle)));
                List<Trade> untold = market.untoldTrades();
                if (!untold.isEmpty()) {
                    news.trades().put(entry.getKey(), untold);
                }
                news.feeds().add(market.feed(now));
                market.indicators().ifPresent(news.indicators()::add);
                market.markTold();
            }
        }
        return any ? Optional.of(news) : Optional.empty();
    }

    public Snapshot snapshot(Instant now) {
        var candles = new TreeMap<Symbol, List<Candle>>();
        var trades = new TreeMap<Symbol, List<Trade>>();
        markets.forEach((symbol, market) -> {
            List<Candle> newest = market.newestCandles(capacity.snapshotCandlesPerSymbol(), 1);
            if (!newest.isEmpty()) {
                candles.put(symbol, newest);
            }
            trades.put(symbol, market.toldTrades());
        });
        int rows = capacity.snapshotRows();
        return new Snapshot(
                sessions(),
                List.copyOf(instruments.values()),
                feeds(now),
                flat(markets.values(), Market::prices),
                Collections.unmodifiableMap(candles),
                Collections.unmodifiableMap(trades),
                flat(markets.values(), Market::indicators),
                List.copyOf(strategies.values()),
                positions(position -> true),
                orders(order -> true, rows),
                signals(signal -> true, rows),
                fills(fill -> true, rows),
                newest(alerts.newestFirst(), alert -> true, rows),
                tradingStates(),
                tradingStates.acknowledgements(),
                AcknowledgementView.CELLS,
                notes.all(),
                venue);
    }

    /** Returns the sessions, newest first. */
    public List<SessionView> sessions() {
        return flat(sessions.sequencedValues().reversed(), SessionLife::view);
    }

    public Optional<SessionView> findSession(String sessionId) {
        return Optional.ofNullable(sessions.get(sessionId)).flatMap(SessionLife::view);
    }

    public Optional<SessionView> runningSession() {
        return sessions.values().stream()
                .filter(SessionLife::isRunning)
                .findFirst()
                .flatMap(SessionLife::view);
    }

    /** Returns what each session whose account was opened may still risk, newest session first. */
    public List<RiskView> risks(Predicate<SessionView> matches) {
        Map<String, List<StrategyView>> paused = strategies.values().stream()
                .filter(strategy -> !strategy.pausedBy().isEmpty())
                .collect(Collectors.groupingBy(StrategyView::sessionId));
        return sessions().stream()
                .filter(matches)
                .flatMap(
                        session -> accounts.view(session, paused.getOrDefault(session.sessionId(), List.of())).stream())
                .toList();
    }

    public List<OrderView> orders(Predicate<OrderRow> matches, int limit) {
        return orders.newest(
                order -> matches.test(new OrderRow(order.sessionId(), order.symbol(), order.state())), limit);
    }

    /** What orders can be selected by. */
    public record OrderRow(String sessionId, Symbol symbol, OrderView.State state) {}

    public Optional<OrderDetails> order(String orderId) {
        return orders.details(orderId);
    }

    public List<PositionView> positions(Predicate<PositionChanged> matches) {
        return positions.values().stream()
                .filter(position -> matches.test(position.data()))
                .map(this::view)
                .toList();
    }

    public List<Event<?>> signals(Predicate<SignalEvent> matches, int limit) {
        return newest(
                orders.signalsNewestFirst(),
                event -> event.data() instanceof SignalEvent signal && matches.test(signal),
                limit);
    }

    public List<Event<?>> fills(Predicate<FillRecorded> matches, int limit) {
        return newest(
                Orders.newestFirst(fills.sequencedValues().stream()),
                event -> event.data() instanceof FillRecorded fill && matches.test(fill),
                limit);
    }

    /** Returns what users did, newest first. */
    public List<Event<?>> audits(Predicate<ActionAudited> matches, int limit) {
        return newest(
                audits.sequencedValues().reversed().stream(),
                event -> event.data() instanceof ActionAudited action && matches.test(action),
                limit);
    }

    /** Returns what became of the request that has this name, if its commands are on the log and were not forgotten. */
    public Optional<AnsweredRequest> answered(RequestKey key) {
        return requests.find(key);
    }

    /** Returns what became of the command, nothing when it is not on the log or was forgotten. */
    public Optional<CommandOutcome> outcome(String commandId) {
        return commands.outcome(commandId);
    }

    /** Returns the newest candles of the symbol, oldest first; empty when the symbol is not known. */
    public Optional<List<Candle>> candles(Symbol symbol, int minutes, int limit) {
        return Optional.ofNullable(markets.get(symbol)).map(market -> market.newestCandles(limit, minutes));
    }

    public List<FeedView> feeds(Instant now) {
        return markets.values().stream().map(market -> market.feed(now)).toList();
    }

    public List<Event<?>> tradingStates() {
        return tradingStates.all();
    }

    public Optional<Event<?>> venue() {
        return Optional.ofNullable(venue);
    }

    /** Returns the venues as they are, by name. */
    public List<VenueView> venues() {
        return List.copyOf(venues.values());
    }

    /** Returns the orders that wait, in the order in which they began to. */
    public List<WaitingOrder> waitingOrders(Instant now) {
        return orders.waiting(now);
    }

    /** Returns how many distinct events of each topic were folded or skipped. */
    public Map<Topic, Long> counts() {
        return new EnumMap<>(counts);
    }

    /** Returns the sequence of the subject's last event on the topic, 0 when there is none: a writer goes on from here. */
    public long lastSequence(Topic topic, String subject) {
        return seen.last(topic, subject);
    }

    /** Returns whether the event, or a later one of what it is about, is in this picture. */
    public boolean isFolded(Event<?> event) {
        return !seen.isAhead(Topic.of(event.data()), event);
    }

    public Optional<AlertRaised> alert(String alertId) {
        return alerts.raised(alertId);
    }

    public boolean isAcknowledged(String alertId) {
        return alerts.isAcknowledged(alertId);
    }

    /** Returns the acknowledgements of alerts that were asked for and are not on the log yet. */
    public List<Event<?>> unsaidAcknowledgements() {
        return alerts.unsaid();
    }

    Optional<SessionLife> sessionLife(String sessionId) {
        return Optional.ofNullable(sessions.get(sessionId));
    }

    List<SessionLife> sessionLives() {
        return List.copyOf(sessions.values());
    }

    private List<ClientMessage> fold(RiskEvent risk, LoggedEvent logged) {
        Event<?> event = logged.event();
        accounts.apply(risk, event);
        var news = new EventNews(Topic.ORDERS, event);
        return switch (risk) {
            case OrderApproved approved -> {
                OrderLife order = orders.order(approved.orderId(), approved.sessionId(), approved.symbol());
                order.approve(approved, logged);
                yield List.of(new OrderNews(orders.view(order)));
            }
            case OrderDenied denied -> {
                OrderLife order = orders.order(denied.orderId(), denied.sessionId(), denied.symbol());
                order.deny(denied, logged);
                yield List.of(new OrderNews(orders.view(order)));
            }
            case AccountOpened opened -> {
                SessionLife session = session(opened.sessionId());
                session.opened(opened, event.time());
                yield withSession(news, session);
            }
            case ExposureChanged exposed -> {
                SessionLife session = session(exposed.sessionId());
                session.exposed(exposed, event.time());
                yield withSession(news, session);
            }
            default -> {
                notes.add(risk, event);
                yield List.of(news);
            }
        };
    }

    private void remember(CommandEvent command, Event<?> event) {
        requests.remember(event);
        if (command instanceof StartSession start) {
            session(start.session().sessionId()).started(with(event, start));
        } else if (command instanceof StopSession stop) {
            session(stop.sessionId()).stopped(with(event, stop));
        } else if (command instanceof ChangeStrategy change) {
            session(change.sessionId()).asked(with(event, change));
        } else if (command instanceof AcknowledgeAlert acknowledge) {
            alerts.ask(with(event, acknowledge));
        }
    }

    private List<ClientMessage> withStrategy(EventNews news, SignalEvent signal, Instant at) {
        String key = signal.sessionId() + "/" + signal.strategyId() + "/" + signal.symbol();
        StrategyView after = switch (signal) {
            case SignalRaised raised -> StrategyView.of(raised, strategies.get(key), at);
            case StrategyStateChanged changed -> StrategyView.of(changed, at);
            case StrategyActivated ignored -> null;
            case StrategyPositionChanged ignored -> null;
            case BestPriceReached ignored -> null;
            case ConditionHoldChanged ignored -> null;
            case NearMissed ignored -> null;
        };
        if (after == null) {
            return List.of(news);
        }
        strategies.put(key, after);
        return List.of(news, new StrategyNews(after));
    }

    private PositionView view(Event<PositionChanged> event) {
        PositionChanged position = event.data();
        Market market = markets.get(position.symbol());
        Price mark = market == null ? null : market.valuation();
        InstrumentListed instrument = instruments.get(position.symbol());
        BigDecimal contractSize = instrument == null ? null : instrument.contractSize();
        return PositionView.of(position, event.time(), mark, contractSize);
    }

    private Market market(Symbol symbol) {
        return markets.computeIfAbsent(symbol, name -> new Market(name, capacity.candlesPerSymbol(), ticksSkipped));
    }

    private SessionLife session(String sessionId) {
        return sessions.computeIfAbsent(sessionId, id -> new SessionLife());
    }

    /** Returns the event with its data as the type that it was found to have. */
    private static <D extends EventData> Event<D> with(Event<?> event, D data) {
        return new Event<>(
                event.id(),
                event.source(),
                event.subject(),
                event.time(),
                event.sequence(),
                event.correlationId(),
                event.causationId(),
                data);
    }

    private static String positionKey(PositionChanged position) {
        return position.sessionId() + "/" + position.symbol() + "/" + position.direction();
    }

    private static List<ClientMessage> withSession(EventNews news, SessionLife session) {
        var all = new ArrayList<ClientMessage>(List.of(news));
        session.view().ifPresent(view -> all.add(new SessionNews(view)));
        return all;
    }

    private static <A, B> List<B> flat(Collection<A> from, Function<A, Optional<B>> view) {
        return from.stream().map(view).flatMap(Optional::stream).toList();
    }

    private static List<Event<?>> newest(Stream<Event<?>> newestFirst, Predicate<Event<?>> matches, int limit) {
        return newestFirst.filter(matches).limit(limit).toList();
    }
}
