package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The test's own bookkeeping. Quantities and cash come from what the venue did; of the core's numbers it believes only what one order reserved
 * and what one position's margin and cost became, and adds those up by itself.
 */
final class Ledger {
    private static final BigDecimal CONTRACT = new BigDecimal("0.01");

    /** One execution that the core may not have heard of yet. */
    record Deal(OrderApproved order, long quantity, String price, String fee) {}

    record Position(String strategy, Symbol symbol, Direction direction, long quantity) {}

    private static final class Book {
        final OrderApproved order;
        final Instant at;
        long executed;
        long heard;
        boolean over;

        Book(OrderApproved order, Instant at) {
            this.order = order;
            this.at = at;
        }

        long quantity() {
            return order.quantity().contracts().longValueExact();
        }

        /** What the core must still expect to fill. */
        long open() {
            return (over ? executed : quantity()) - heard;
        }

        String position() {
            return order.strategyId() + "/" + order.symbol() + "/" + order.direction();
        }

        boolean isEntry() {
            return order.purpose() == Purpose.ENTRY;
        }
    }

    private final Map<String, Book> books = new LinkedHashMap<>();
    private final List<Deal> deals = new ArrayList<>();
    private final Map<String, Position> positions = new TreeMap<>();
    private final Map<String, ExposureChanged> exposures = new TreeMap<>();
    private final Map<String, Price> stops = new TreeMap<>();
    private final Map<String, Instant> flatSince = new TreeMap<>();
    private final Map<LocalDate, Usdt> realised = new TreeMap<>();
    private final Usdt start;
    private Usdt cash;
    private Usdt peak;

    Ledger(Usdt balance) {
        this.start = balance;
        this.cash = balance;
        this.peak = balance;
    }

    void approved(OrderApproved order, Instant at) {
        if (books.put(order.orderId(), new Book(order, at)) != null) {
            throw new AssertionError("an order id was used twice: " + order);
        }
    }

    void execute(OrderApproved order, long quantity, String price, String fee) {
        book(order).executed += quantity;
        deals.add(new Deal(order, quantity, price, fee));
    }

    /** Ends the order at the venue and returns what was executed of it. */
    long cancel(OrderApproved order) {
        book(order).over = true;
        return book(order).executed;
    }

    @Nullable
    Deal nextDeal(SplittableRandom random) {
        return deals.isEmpty() ? null : deals.remove(random.nextInt(deals.size()));
    }

    void heard(Deal deal, ExposureChanged exposure, Instant at) {
        OrderApproved order = deal.order();
        Book book = book(order);
        book.heard += deal.quantity();
        Usdt notional = Quantity.of(deal.quantity()).notional(CONTRACT, Price.of(deal.price()));
        cash = cash.minus(Usdt.of(deal.fee())).plus(order.side() == Side.SELL ? notional : notional.negated());
        long change = book.isEntry() ? deal.quantity() : -deal.quantity();
        positions.merge(
                book.position(),
                new Position(order.strategyId(), order.symbol(), order.direction(), change),
                (before, more) -> new Position(
                        before.strategy(), before.symbol(), before.direction(), before.quantity() + more.quantity()));
        exposures.put(book.position(), exposure);
        protect(book, at);
        realised.merge(at.atZone(ZoneOffset.UTC).toLocalDate(), exposure.realised(), Usdt::plus);
        peak = equity().compareTo(peak) > 0 ? equity() : peak;
    }

    /** The farthest stop protects what is held. */
    private void protect(Book book, Instant at) {
        if (held(book.position()) == 0) {
            stops.remove(book.position());
            flatSince.put(book.position(), at);
        } else if (book.isEntry()) {
            boolean isLong = book.order.direction() == Direction.LONG;
            stops.merge(book.position(), stop(book), (one, other) -> one.compareTo(other) < 0 == isLong ? one : other);
        }
    }

    private static Price stop(Book book) {
        return Objects.requireNonNull(book.order.stopLossPrice());
    }

    private long held(String position) {
        Position one = positions.get(position);
        return one == null ? 0 : one.quantity();
    }

    /** Returns since when the strategy has held nothing of it; absent when it never held any. */
    @Nullable
    Instant flatSince(String strategy, Symbol symbol, Direction direction) {
        return flatSince.get(strategy + "/" + symbol + "/" + direction);
    }

    /** Returns what is lost when what is held is closed at its stops. */
    Usdt heldAtRisk() {
        return positions().stream()
                .map(one -> {
                    String key = one.strategy() + "/" + one.symbol() + "/" + one.direction();
                    Usdt cost = Objects.requireNonNull(exposures.get(key)).cost();
                    return loss(one.direction(), cost, one.quantity(), Objects.requireNonNull(stops.get(key)));
                })
                .reduce(Usdt.ZERO, Usdt::plus);
    }

    /** Returns what is lost when also all that may still fill does, at its worst price, and then is closed at its stop. */
    Usdt atRisk() {
        return books.values().stream()
                .filter(book -> book.isEntry() && book.open() > 0)
                .map(book -> loss(
                        book.order.direction(),
                        Quantity.of(book.open()).notional(CONTRACT, Objects.requireNonNull(book.order.limitPrice())),
                        book.open(),
                        stop(book)))
                .reduce(heldAtRisk(), Usdt::plus);
    }

    private static Usdt loss(Direction direction, Usdt value, long quantity, Price stop) {
        Usdt atStop = Quantity.of(quantity).notional(CONTRACT, stop);
        Usdt loss = direction == Direction.LONG ? value.minus(atStop) : atStop.minus(value);
        return loss.isNegative() ? Usdt.ZERO : loss;
    }

    /** Returns what was lost since the highest equity. */
    Usdt drawdown() {
        return peak.minus(equity());
    }

    /** Returns the balance by cash that went in and out; what the account is worth when nothing is held. */
    Usdt cash() {
        return cash;
    }

    Usdt equity() {
        return realised.values().stream().reduce(start, Usdt::plus);
    }

    Usdt realisedOn(Instant at) {
        return realised.getOrDefault(at.atZone(ZoneOffset.UTC).toLocalDate(), Usdt.ZERO);
    }

    List<OrderApproved> live() {
        return books.values().stream()
                .filter(book -> !book.over && book.executed < book.quantity())
                .map(book -> book.order)
                .toList();
    }

    List<Position> positions() {
        return positions.values().stream().filter(one -> one.quantity() != 0).toList();
    }

    long leftAtVenue(OrderApproved order) {
        return book(order).quantity() - book(order).executed;
    }

    long executed(OrderApproved order) {
        return book(order).executed;
    }

    long reducible(String strategy, Symbol symbol, Direction direction) {
        String key = strategy + "/" + symbol + "/" + direction;
        Position held = positions.get(key);
        long leaving = books.values().stream()
                .filter(book -> !book.isEntry() && book.position().equals(key))
                .mapToLong(Book::open)
                .sum();
        return (held == null ? 0 : held.quantity()) - leaving;
    }

    /** Returns the cost of what is held and the notional of what may still fill. */
    Usdt exposure(Symbol symbol, Direction direction) {
        String suffix = "/" + symbol + "/" + direction;
        Usdt held = exposures.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(suffix))
                .map(entry -> entry.getValue().cost())
                .reduce(Usdt.ZERO, Usdt::plus);
        return books.values().stream()
                .filter(book -> book.isEntry() && book.position().endsWith(suffix))
                .map(book -> Quantity.of(book.open()).notional(CONTRACT, book.order.decisionPrice()))
                .reduce(held, Usdt::plus);
    }

    /** Returns the margin of the strategy's positions and the shares of its reservations that may still fill, each rounded down at 8 decimals. */
    Usdt used(String strategy) {
        Usdt margin = exposures.values().stream()
                .filter(exposure -> exposure.strategyId().equals(strategy))
                .map(ExposureChanged::positionMargin)
                .reduce(Usdt.ZERO, Usdt::plus);
        return books.values().stream()
                .filter(book -> book.order.strategyId().equals(strategy) && book.open() > 0)
                .map(book -> new Usdt(book.order
                        .reserved()
                        .value()
                        .multiply(BigDecimal.valueOf(book.open()))
                        .divide(BigDecimal.valueOf(book.quantity()), 8, RoundingMode.DOWN)))
                .reduce(margin, Usdt::plus);
    }

    long openPositions() {
        return Stream.concat(
                        positions().stream().map(one -> one.symbol() + "/" + one.direction()),
                        books.values().stream()
                                .filter(book -> book.isEntry() && book.open() > 0)
                                .map(book -> book.order.symbol() + "/" + book.order.direction()))
                .distinct()
                .count();
    }

    long entriesAfter(Instant time, @Nullable String strategy) {
        return books.values().stream()
                .filter(book -> book.isEntry() && book.at.isAfter(time))
                .filter(book -> strategy == null || book.order.strategyId().equals(strategy))
                .count();
    }

    Map<String, Long> quantities() {
        var held = new TreeMap<String, Long>();
        positions.forEach((key, position) -> {
            if (position.quantity() != 0) {
                held.put(key, position.quantity());
            }
        });
        return held;
    }

    Map<String, Long> openQuantities() {
        var open = new TreeMap<String, Long>();
        books.values().stream()
                .filter(book -> book.open() > 0)
                .forEach(book -> open.put(book.order.orderId(), book.open()));
        return open;
    }

    static Map<String, Long> quantitiesOf(Account account) {
        var held = new TreeMap<String, Long>();
        account.commitments()
                .holdings()
                .forEach((key, holding) ->
                        held.put(key, holding.quantity().contracts().longValueExact()));
        return held;
    }

    static Map<String, Long> openQuantitiesOf(Account account) {
        var open = new TreeMap<String, Long>();
        account.commitments()
                .reservations()
                .forEach((id, one) -> open.put(id, one.remaining().contracts().longValueExact()));
        return open;
    }

    private Book book(OrderApproved order) {
        Book book = books.get(order.orderId());
        if (book == null) {
            throw new AssertionError("unknown order " + order);
        }
        return book;
    }
}
