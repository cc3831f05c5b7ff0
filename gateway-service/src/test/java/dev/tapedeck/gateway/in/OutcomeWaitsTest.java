package dev.tapedeck.gateway.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tapedeck.contracts.event.CommandEvent.AcknowledgeAlert;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.gateway.Story;
import dev.tapedeck.gateway.core.Capacity;
import dev.tapedeck.gateway.core.CommandOutcome;
import dev.tapedeck.gateway.core.MessageRing;
import dev.tapedeck.gateway.core.OperatorCommand;
import dev.tapedeck.gateway.core.Projection;
import dev.tapedeck.gateway.core.ReadModel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OutcomeWaitsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Projection projection = new Projection(
            new ReadModel(new Capacity(10, 10, 10, 10)), new MessageRing(10), (seq, message) -> message.toString());
    private final OutcomeWaits waits = new OutcomeWaits(projection, 1);
    private final Event<AcknowledgeAlert> command = projection.read(
            model -> OperatorCommand.of(model, new AcknowledgeAlert("ann", "s-1", "alert-1"), Story.START));

    private void apply(Event<?> event) {
        projection.apply(event, event.time(), event.time());
    }

    private CompletableFuture<CommandOutcome> waiting() {
        return CompletableFuture.supplyAsync(() -> waits.outcome(command.id(), LONG));
    }

    @Test
    void aCommandThatIsNotDoneIsShownAsItIsToOneWhoDoesNotWait() {
        apply(command);
        assertEquals(
                CommandOutcome.State.PENDING,
                waits.outcome(command.id(), Duration.ZERO).state());
    }

    @Test
    void whoWaitsIsAnsweredWhenTheCommandIsDone() {
        apply(command);
        CompletableFuture<CommandOutcome> answer = waiting();
        apply(OperatorCommand.outcome(command));
        assertEquals(CommandOutcome.State.DONE, answer.join().state());
    }

    @Test
    void whoWaitedLongEnoughIsAnsweredWithWhatThereIs() {
        apply(command);
        assertEquals(
                CommandOutcome.State.PENDING,
                waits.outcome(command.id(), Duration.ofMillis(1)).state());
    }

    @Test
    void whereNobodyMayWaitAnyMoreAWaitIsRefusedForNow() {
        apply(command);
        var full = new OutcomeWaits(projection, 0);
        RequestRefused refused = assertThrows(RequestRefused.class, () -> full.outcome(command.id(), LONG));
        assertEquals(429, refused.status());
        assertEquals(Optional.of(Duration.ofSeconds(1)), refused.retryAfter());
        assertEquals(
                CommandOutcome.State.PENDING,
                full.outcome(command.id(), Duration.ZERO).state());
    }

    @Test
    void whoWaitedLetsTheNextOneWait() {
        apply(command);
        waits.outcome(command.id(), Duration.ofMillis(1));
        assertEquals(
                CommandOutcome.State.PENDING,
                waits.outcome(command.id(), Duration.ofMillis(1)).state());
    }

    @Test
    void aCommandThatIsNotKnownIsRefused() {
        projection.markRestored(Story.START);
        assertEquals(
                404,
                assertThrows(RequestRefused.class, () -> waits.outcome("none", LONG))
                        .status());
    }

    @Test
    void aCommandThatIsNotKnownYetIsRefusedForNow() {
        assertEquals(
                503,
                assertThrows(RequestRefused.class, () -> waits.outcome("none", LONG))
                        .status());
    }
}
