package dev.tapedeck.local.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.OrderEvent.OrderAcknowledged;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelled;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderRejected;
import dev.tapedeck.contracts.event.OrderEvent.OrderUnknown;
import dev.tapedeck.contracts.event.OrderIds;
import dev.tapedeck.contracts.event.PositionEvent.FundingSettled;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.ReservationReleased;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Direction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The log beside the venue's ledger, by client order id.
 *
 * <p>Lost is an approved order whose end the log does not have, one that the log says the venue had and the ledger does not know, and one that the ledger knows and the log
 * says was never there. Doubled is a client id under which the venue has two orders, and an execution that the log counts twice or not at all.
 */
public final class Comparison {
    private final LoggedEvents log;
    private final JsonNode ledger;
    private final Map<String, List<OrderEvent>> lives = new HashMap<>();
    private final Set<String> approved = new TreeSet<>();
    private final Map<String, Integer> atVenue = new TreeMap<>();

    private final List<String> lost = new ArrayList<>();
    private final List<String> duplicated = new ArrayList<>();
    private final List<String> unresolved = new ArrayList<>();

    public Comparison(LoggedEvents log, JsonNode ledger) {
        this.log = log;
        this.ledger = ledger;
        log.data(Topic.ORDERS, OrderApproved.class).forEach(order -> approved.add(order.orderId()));
        log.data(Topic.ORDER_EVENTS, OrderEvent.class)
                .forEach(event -> lives.computeIfAbsent(event.orderId(), ignored -> new ArrayList<>())
                        .add(event));
        for (JsonNode order : ledger.path("orders")) {
            if (order.has("orderId") && OrderIds.isOurs(order.path("clientId").asText())) {
                atVenue.merge(order.path("clientId").asText(), 1, Integer::sum);
            }
        }
        approved.forEach(this::compare);
        atVenue.forEach(this::compareVenue);
        compareFills();
    }

    public int approved() {
        return approved.size();
    }

    public int atVenue() {
        return atVenue.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns each lost order or execution, in words. */
    public List<String> lost() {
        return List.copyOf(lost);
    }

    /** Returns each doubled order or execution, in words. */
    public List<String> duplicated() {
        return List.copyOf(duplicated);
    }

    /** Returns each order whose outcome was not known and that has no end, in words. */
    public List<String> unresolved() {
        return List.copyOf(unresolved);
    }

    /** Returns the orders of a log that have no end yet. */
    public static Set<String> openOrders(LoggedEvents log) {
        var open = new HashSet<String>();
        log.data(Topic.ORDER_EVENTS, OrderEvent.class).forEach(event -> {
            if (isEnd(event)) {
                open.remove(event.orderId());
            } else {
                open.add(event.orderId());
            }
        });
        return open;
    }

    private void compare(String orderId) {
        List<OrderEvent> life = lives.getOrDefault(orderId, List.of());
        if (life.isEmpty()) {
            lost.add(orderId + " was approved and the order service knows nothing of it");
            return;
        }
        OrderEvent last = life.getLast();
        if (!isEnd(last)) {
            (life.stream().anyMatch(OrderUnknown.class::isInstance) ? unresolved : lost)
                    .add(orderId + " ends with " + last);
        }
        boolean heard = life.stream().anyMatch(OrderAcknowledged.class::isInstance);
        if (heard && !atVenue.containsKey(orderId)) {
            lost.add(orderId + " is said to be at the venue, whose ledger does not have it: " + last);
        }
        if (!heard && atVenue.containsKey(orderId)) {
            lost.add(orderId + " is at the venue and was said not to be: " + last);
        }
    }

    /** Returns whether nothing can come of an order after this event. */
    private static boolean isEnd(OrderEvent event) {
        return event instanceof OrderFilled
                || event instanceof OrderCancelled
                || event instanceof OrderRejected
                || event instanceof OrderExpired;
    }

    private void compareVenue(String orderId, int orders) {
        if (orders > 1) {
            duplicated.add(orderId + " is at the venue " + orders + " times");
        }
        if (!approved.contains(orderId)) {
            lost.add(orderId + " is at the venue and nobody approved it");
        }
    }

    private void compareFills() {
        var venue = new TreeSet<String>();
        for (JsonNode fill : ledger.path("fills")) {
            if (OrderIds.isOurs(fill.path("clientId").asText())) {
                venue.add(fill.path("id").asText());
            }
        }
        var ours = new HashSet<String>();
        log.data(Topic.FILLS, FillRecorded.class).forEach(fill -> {
            if (!ours.add(fill.fillId())) {
                duplicated.add("execution " + fill.fillId() + " is two fills");
            }
            if (!venue.contains(fill.fillId())) {
                duplicated.add("fill " + fill.fillId() + " is no execution of the venue");
            }
        });
        venue.stream().filter(id -> !ours.contains(id)).forEach(id -> lost.add("execution " + id + " is no fill"));
    }

    /** Returns where the two truths differ about what is held, and where risk counts with something else. */
    public List<String> positionDifferences() {
        var own = new TreeMap<String, BigDecimal>();
        log.data(Topic.POSITIONS, PositionChanged.class)
                .forEach(position -> own.put(
                        position.symbol() + " " + position.direction(),
                        position.quantity().contracts()));
        Map<String, BigDecimal> venue = heldAtVenue();
        return Stream.concat(
                        differences("own", own, venue).stream(), differences("in risk", heldInRisk(), venue).stream())
                .toList();
    }

    /** Returns the approved orders that risk still reserves something for, in words; none must be left when every order is over. */
    public List<String> reservationsLeft() {
        var remaining = new TreeMap<String, BigDecimal>();
        log.data(Topic.ORDERS, RiskEvent.class).forEach(event -> {
            switch (event) {
                case OrderApproved order ->
                    remaining.put(order.orderId(), order.quantity().contracts());
                case ExposureChanged change ->
                    remaining.computeIfPresent(
                            change.orderId(),
                            (id, before) -> change.orderRemaining().contracts());
                case ReservationReleased released ->
                    remaining.put(released.orderId(), released.remaining().contracts());
                default -> {
                    // Reserves nothing.
                }
            }
        });
        return remaining.entrySet().stream()
                .filter(left -> left.getValue().signum() != 0)
                .map(left -> left.getKey() + " has " + left.getValue() + " contracts reserved")
                .toList();
    }

    private Map<String, BigDecimal> heldInRisk() {
        var holdings = new HashMap<String, ExposureChanged>();
        log.data(Topic.ORDERS, ExposureChanged.class)
                .forEach(change -> holdings.put(
                        change.sessionId() + " " + change.strategyId() + " " + change.symbol() + " "
                                + change.direction(),
                        change));
        var held = new TreeMap<String, BigDecimal>();
        holdings.values()
                .forEach(holding -> held.merge(
                        holding.symbol() + " " + holding.direction(),
                        holding.position().contracts(),
                        BigDecimal::add));
        return held;
    }

    private Map<String, BigDecimal> heldAtVenue() {
        var venue = new TreeMap<String, BigDecimal>();
        for (JsonNode account : ledger.path("accounts")) {
            for (JsonNode position : account.path("positions")) {
                Direction direction = position.path("positionType").asInt() == 1 ? Direction.LONG : Direction.SHORT;
                venue.put(
                        position.path("symbol").asText() + " " + direction,
                        position.path("holdVol").decimalValue());
            }
        }
        return venue;
    }

    private static List<String> differences(String whose, Map<String, BigDecimal> held, Map<String, BigDecimal> venue) {
        var keys = new TreeSet<>(held.keySet());
        keys.addAll(venue.keySet());
        return keys.stream()
                .filter(key ->
                        held.getOrDefault(key, BigDecimal.ZERO).compareTo(venue.getOrDefault(key, BigDecimal.ZERO))
                                != 0)
                .map(key -> key + ": " + whose + " " + held.get(key) + ", venue " + venue.get(key))
                .toList();
    }

    /** Returns by how much the venue's cash exceeds what the log says that it must be; meaningful when nothing is held. */
    public BigDecimal balanceDifference(BigDecimal initial) {
        var realised = new HashMap<String, BigDecimal>();
        log.data(Topic.POSITIONS, PositionChanged.class)
                .forEach(position -> realised.put(
                        position.symbol() + " " + position.direction(),
                        position.realised().value()));
        BigDecimal funding = log.data(Topic.POSITIONS, FundingSettled.class)
                .map(settled -> settled.amount().value())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal own = realised.values().stream().reduce(initial.add(funding), BigDecimal::add);
        BigDecimal venue =
                new BigDecimal(ledger.path("accounts").path(0).path("cash").asText("0"));
        return venue.subtract(own);
    }
}
