package dev.tapedeck.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.RiskCheck;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.kit.stream.RunningStage;
import dev.tapedeck.testkit.TestBroker;
import dev.tapedeck.testkit.TopicProbe;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service's stage, ended and started again on the same log. */
class RiskRestartTest {
    private static final String SESSION = "s-restart";

    private TestBroker broker;
    private TopicProbe probe;

    @BeforeEach
    void startBroker() {
        broker = TestBroker.start();
        probe = new TopicProbe(broker.bootstrapServers());
    }

    @AfterEach
    void stopBroker() {
        probe.close();
        broker.close();
    }

    private static void awaitReady(RunningStage stage) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!stage.isReady()) {
            assertTrue(System.nanoTime() < deadline, "the stage must become ready");
            Thread.onSpinWait();
        }
    }

    @Test
    void remembersWhatIsReservedAndDecidesNothingTwice() {
        var scene = new Scene(probe, SESSION, Symbol.of("BTC_USDT"));
        var limits = RiskLimits.of(Usdt.of(150), 3, 3, 500, 500, 10, 100, Usdt.of(1_000), null);
        scene.open(limits);
        try (RunningStage stage = start()) {
            probe.await(Topic.ORDERS, 3, event -> true);
            scene.signal(1, 100);
            probe.await(Topic.ORDERS, 1, event -> event.data() instanceof OrderApproved);
            awaitReady(stage);
        }
        scene.signal(1, 100);
        scene.signal(2, 100);
        scene.signal(3, 50);
        try (RunningStage stage = start()) {
            List<Event<?>> approved = probe.await(Topic.ORDERS, 2, event -> event.data() instanceof OrderApproved);
            awaitReady(stage);
            assertEquals(
                    List.of(scene.signalId(1), scene.signalId(3)),
                    approved.stream().map(Event::causationId).toList());
        }
        List<Event<?>> log = probe.events(Topic.ORDERS);
        OrderDenied denied = log.stream()
                .map(Event::data)
                .filter(OrderDenied.class::isInstance)
                .map(OrderDenied.class::cast)
                .findFirst()
                .orElseThrow();
        assertTrue(
                denied.checks()
                        .contains(new RiskCheck(
                                DenialReason.POSITION_SIZE, new BigDecimal("200"), new BigDecimal("150"), false)),
                denied::toString);
        assertEquals(
                List.of(1L, 2L, 3L, 4L, 5L, 6L),
                log.stream().map(Event::sequence).toList());
    }

    private RunningStage start() {
        RunningStage stage = new RiskWiring().stage(broker.bootstrapServers(), "0", new SimpleMeterRegistry());
        stage.start();
        return stage;
    }
}
