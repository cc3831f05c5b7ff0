package dev.tapedeck.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.CommandEvent.CancelOrder;
import dev.tapedeck.contracts.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestKeyTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final RequestKey KEY = new RequestKey("aa", "01");

    private static Event<?> command(String id, long sequence) {
        return new Event<>(
                id, "gateway", "s1", NOW, sequence, null, null, new CancelOrder("ann", "s1", "o" + sequence));
    }

    private static ReadModel folded(Event<?>... events) {
        var model = new ReadModel(new Capacity(3, 10, 10, 10));
        for (Event<?> event : events) {
            model.fold(event, NOW);
        }
        return model;
    }

    @Test
    void theLogRemembersWhichRequestWasAnswered() {
        ReadModel model = folded(KEY.named(command("a", 1), 1, 2), KEY.named(command("b", 2), 2, 2));
        AnsweredRequest answered = model.answered(KEY).orElseThrow();
        assertEquals(List.of("request/aa/01/1-of-2", "request/aa/01/2-of-2"), answered.commandIds());
        assertEquals("s1", answered.subject());
        assertTrue(answered.isWhole());
        assertEquals(KEY, answered.key());
    }

    @Test
    void aRequestThatWasCutShortIsNotWhole() {
        assertFalse(folded(KEY.named(command("a", 1), 1, 2))
                .answered(KEY)
                .orElseThrow()
                .isWhole());
    }

    @Test
    void anotherContentWithTheSameKeyFindsTheFirst() {
        ReadModel model = folded(KEY.named(command("a", 1), 1, 1));
        assertEquals(
                KEY, model.answered(new RequestKey("aa", "02")).orElseThrow().key());
    }

    @Test
    void aRequestWithoutAKeyIsNotRemembered() {
        assertEquals(Optional.empty(), folded(command("s1/cancel/1", 1)).answered(KEY));
    }

    @Test
    void theOldestRequestsAreForgotten() {
        var model = folded();
        for (int i = 1; i <= 4; i++) {
            model.fold(new RequestKey("a" + i, "01").named(command("c", i), 1, 1), NOW);
        }
        assertEquals(Optional.empty(), model.answered(new RequestKey("a1", "01")));
        assertTrue(model.answered(new RequestKey("a4", "01")).isPresent());
    }

    @Test
    void whatACommandCausedNamesItByItsNewId() {
        Event<?> command = command("a", 1);
        Event<?> effect = new Event<>("e", "gateway", "s1", NOW, 1, null, "a", command.data());
        List<Event<?>> named = KEY.named(List.of(command, effect));
        assertEquals(named.get(0).id(), named.get(1).causationId());
        assertEquals("e", named.get(1).id());
    }

    @Test
    void aHigherRoleHoldsTheLowerOnes() {
        assertEquals(Set.of("viewer", "trader", "risk", "admin"), Roles.held(List.of("admin")));
        assertEquals(Set.of("viewer", "trader"), Roles.held(List.of("viewer", "trader", "elsewhere")));
        assertEquals(Set.of(), Roles.held(List.of("elsewhere", "Admin")));
        assertEquals(Set.of(), Roles.held(List.of()));
    }
}
