package dev.tapedeck.kit.stream;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LeaseTest {
    private final Lease lease = new Lease(100);

    @Test
    void isNotValidBeforeItWasEverConfirmed() {
        assertFalse(lease.isValid(0));
    }

    @Test
    void lapsesByItselfCountedFromTheQuestion() {
        lease.renew(1_000);
        assertTrue(lease.isValid(1_099));
        assertFalse(lease.isValid(1_100));
    }

    @Test
    void anAnswerToAnOlderQuestionDoesNotShortenIt() {
        lease.renew(1_000);
        lease.renew(900);
        assertTrue(lease.isValid(1_099));
    }
}
