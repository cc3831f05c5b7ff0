package dev.tapedeck.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.AlertEvent.Severity;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.event.RiskEvent.FeedFreshnessApplied;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskEvent.StrategyDisabled;
import dev.tapedeck.contracts.event.RiskEvent.TradingStateApplied;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.local.tape.BusyTape;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A strategy that runs wild: three seconds of a thousand entries each, in a session with the default limits; then its exits, then an operator lets it go on. */
class RogueTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int SYMBOLS = 4;
    private static final int ENTRIES = 3_000;
    private static final RiskLimits LIMITS = RiskLimits.DEFAULTS;

    private static LocalStack stack;
    private static Rogue rogue;
    private static List<OrderApproved> approvedWhileWild = List.of();

    @BeforeAll
    static void runWild() {
        Path tapes = Path.of("target", "tapes", "rogue").toAbsolutePath();
        stack = LocalStack.start(
                "rogue",
                "--speed",
                "1",
                "--tape",
                String.join(",", BusyTape.write(tapes, SYMBOLS, 600, 10)),
                "--strategy",
                Path.of(
                                System.getProperty("tapedeck.root"),
                                "strategy-service/src/main/resources/strategies/pump-rider.yaml")
                        .toAbsolutePath()
                        .toString());
        try {
            SessionChanged session =
                    stack.data(Topic.SESSIONS, SessionChanged.class).getLast();
            rogue = new Rogue(stack.bootstrapServers(), session.sessionId(), session.symbols());
            Await.until(
                    "risk knows every feed",
                    LIMIT,
                    () -> freshSymbols().size() == SYMBOLS,
                    () -> freshSymbols().toString());
            rogue.enter(ENTRIES);
            Await.until(
                    "every entry has its verdict",
                    LIMIT,
                    () -> approved(Purpose.ENTRY).size() + denied().size() == ENTRIES,
                    () -> approved(Purpose.ENTRY).size() + " approved, " + denied().size() + " denied");
            approvedWhileWild = approved(Purpose.ENTRY);
            rogue.leave();
            Await.until("it holds nothing", LIMIT, () -> held().isEmpty(), () -> held().toString());
            resume();
        } catch (RuntimeException | Error failed) {
            stack.close();
            throw failed;
        }
    }

    private static void resume() {
        stack.ask(
                "/api/trading/state",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("scope", "STRATEGY")
                        .put("scopeId", Rogue.ID)
                        .put("state", "ACTIVE")
                        .put("why", "it was mended"));
        Await.until(
                "risk was told",
                LIMIT,
                () -> stack.data(Topic.ORDERS, TradingStateApplied.class).stream()
                        .anyMatch(applied -> applied.scopeId().equals(Rogue.ID)),
                () -> "not told");
        rogue.enter(1);
        Await.until(
                "the entry after it has its verdict",
                LIMIT,
                () -> approved(Purpose.ENTRY).size() + denied().size() == ENTRIES + 1,
                () -> approved(Purpose.ENTRY).size() + " approved, " + denied().size() + " denied");
    }

    @AfterAll
    static void end() {
        rogue.close();
        stack.close();
    }

    @Test
    void approvesNoMoreEntriesThanAMinuteMayHave() {
        int approved = approvedWhileWild.size();
        assertTrue(approved > 0 && approved <= LIMITS.maxOrdersPerMinutePerStrategy(), approved + " approved");
    }

    @Test
    void holdsNoMoreThanTheLimitsOfTheAccount() {
        Set<String> orders =
                approvedWhileWild.stream().map(OrderApproved::orderId).collect(Collectors.toSet());
        Map<Symbol, Usdt> entered = new HashMap<>();
        for (FillRecorded fill : stack.data(Topic.FILLS, FillRecorded.class)) {
            if (orders.contains(fill.orderId())) {
                entered.merge(fill.symbol(), fill.notional(), Usdt::plus);
            }
        }
        assertFalse(entered.isEmpty(), "something must have been entered");
        assertTrue(entered.size() <= LIMITS.maxOpenPositions(), entered::toString);
        // The slippage that an entry allows itself is less than this.
        Usdt share = Rogue.BALANCE.bps(LIMITS.maxConcentrationBps() + 50);
        entered.forEach((symbol, usdt) -> assertTrue(usdt.compareTo(share) <= 0, symbol + " " + usdt));
    }

    @Test
    void neverSpendsTheBudgetOfAStrategyNorWhatIsFree() {
        for (ExposureChanged exposure : stack.data(Topic.ORDERS, ExposureChanged.class)) {
            assertFalse(exposure.free().isNegative(), exposure::toString);
            Usdt used = exposure.reserved().plus(exposure.margin());
            assertTrue(used.compareTo(LIMITS.strategyBudget()) <= 0, exposure::toString);
        }
    }

    /** By the times of its signals, of which there is one each millisecond. */
    @Test
    void isDisabledWithinASecondOfItsFirstSignal() {
        Instant first = stack.events(Topic.SIGNALS).stream()
                .filter(logged -> logged.event().data() instanceof SignalRaised raised && isOf(raised.strategyId()))
                .map(logged -> logged.event().time())
                .min(Instant::compareTo)
                .orElseThrow();
        Instant disabled = stack.events(Topic.ORDERS).stream()
                .filter(logged -> logged.event().data() instanceof StrategyDisabled)
                .map(logged -> logged.event().time())
                .min(Instant::compareTo)
                .orElseThrow();
        Duration took = Duration.between(first, disabled);
        assertTrue(took.compareTo(Duration.ofSeconds(1)) <= 0, "took " + took);
    }

    @Test
    void deniesEverythingThatComesAfterIt() {
        long asDisabled = denied().stream()
                .filter(denied -> denied.reason() == DenialReason.STRATEGY_DISABLED)
                .count();
        int limit = LIMITS.consecutiveFailures();
        // Fills of what was approved before forgave some.
        long others = ENTRIES - asDisabled - approvedWhileWild.size();
        assertTrue(others >= limit && others <= limit * (1L + approvedWhileWild.size()), others + " denied otherwise");
    }

    @Test
    void letsItsExitsPassWhileItIsDisabled() {
        Set<Symbol> left =
                approved(Purpose.EXIT).stream().map(OrderApproved::symbol).collect(Collectors.toSet());
        Set<Symbol> entered =
                approvedWhileWild.stream().map(OrderApproved::symbol).collect(Collectors.toSet());
        assertEquals(entered, left);
    }

    @Test
    void saysInAnAlertWhyItWasDisabled() {
        AlertRaised alert = stack.data(Topic.ALERTS, AlertRaised.class).stream()
                .filter(raised -> raised.kind().equals("StrategyDisabled"))
                .findFirst()
                .orElseThrow();
        assertEquals(Severity.CRITICAL, alert.severity());
        assertTrue(alert.message().contains(Rogue.ID), alert::toString);
        assertEquals(
                Integer.toString(LIMITS.consecutiveFailures()), alert.details().get("failures"));
    }

    @Test
    void isNotDisabledAnyMoreOnceAnOperatorLetItGoOn() {
        boolean stillDisabled = denied().getLast().reason() == DenialReason.STRATEGY_DISABLED
                && approved(Purpose.ENTRY).size() == approvedWhileWild.size();
        assertFalse(stillDisabled, () -> denied().getLast().toString());
    }

    private static Set<Symbol> freshSymbols() {
        return stack.data(Topic.ORDERS, FeedFreshnessApplied.class).stream()
                .filter(FeedFreshnessApplied::fresh)
                .map(FeedFreshnessApplied::symbol)
                .collect(Collectors.toSet());
    }

    private static List<OrderApproved> approved(Purpose purpose) {
        return stack.data(Topic.ORDERS, OrderApproved.class).stream()
                .filter(order -> order.purpose() == purpose && isOf(order.strategyId()))
                .toList();
    }

    private static List<OrderDenied> denied() {
        return stack.data(Topic.ORDERS, OrderDenied.class).stream()
                .filter(denied -> denied.purpose() == Purpose.ENTRY && isOf(denied.strategyId()))
                .toList();
    }

    /** Returns the symbols of which something is held or was ordered. */
    private static Set<Symbol> held() {
        var held = new HashMap<Symbol, Boolean>();
        approvedWhileWild.forEach(order -> held.put(order.symbol(), true));
        for (ExposureChanged exposure : stack.data(Topic.ORDERS, ExposureChanged.class)) {
            held.put(exposure.symbol(), !exposure.position().isZero());
        }
        held.values().removeIf(isHeld -> !isHeld);
        return held.keySet();
    }

    private static boolean isOf(String strategyId) {
        return strategyId.equals(Rogue.ID);
    }
}
