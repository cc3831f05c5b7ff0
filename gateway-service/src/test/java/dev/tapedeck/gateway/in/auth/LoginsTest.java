package dev.tapedeck.gateway.in.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Logins logins = new Logins(Duration.ofHours(12), Duration.ofMinutes(15), 4, 2);

    @Test
    void aRefreshTokenGivesTheNextOneOfTheSameLogin() {
        Logins.Granted first = logins.begin("ann", NOW);
        Logins.Granted second = logins.refresh(first.refreshToken(), NOW).orElseThrow();
        assertEquals(first.login(), second.login());
        assertEquals("ann", second.user());
        assertNotEquals(first.refreshToken(), second.refreshToken());
        assertTrue(logins.refresh(second.refreshToken(), NOW).isPresent());
    }

    @Test
    void aRefreshTokenThatIsUsedAgainEndsTheWholeLogin() {
        Logins.Granted first = logins.begin("ann", NOW);
        Logins.Granted second = logins.refresh(first.refreshToken(), NOW).orElseThrow();
        assertEquals(Optional.empty(), logins.refresh(first.refreshToken(), NOW));
        assertEquals(Optional.empty(), logins.refresh(second.refreshToken(), NOW));
        assertTrue(logins.isEnded(first.login()));
    }

    @Test
    void aLoginEndsByItselfHoweverOftenItIsRefreshed() {
        String token = logins.begin("ann", NOW).refreshToken();
        for (int hour = 1; hour < 12; hour++) {
            token = logins.refresh(token, NOW.plus(Duration.ofHours(hour)))
                    .orElseThrow()
                    .refreshToken();
        }
        assertEquals(Optional.empty(), logins.refresh(token, NOW.plus(Duration.ofHours(12))));
        assertEquals(0, logins.count());
    }

    @Test
    void onlyTheNewestLoginsOfAUserRemain() {
        Logins.Granted oldest = logins.begin("ann", NOW);
        logins.begin("ann", NOW);
        logins.begin("bob", NOW);
        logins.begin("ann", NOW);
        assertEquals(Optional.empty(), logins.refresh(oldest.refreshToken(), NOW));
        assertEquals(3, logins.count());
    }

    @Test
    void onlyTheNewestLoginsOfAllRemain() {
        Logins.Granted oldest = logins.begin("user0", NOW);
        for (int i = 1; i < 50; i++) {
            logins.begin("user" + i, NOW);
        }
        assertEquals(4, logins.count());
        assertTrue(logins.isEnded(oldest.login()));
    }

    @Test
    void anEndedLoginIsRememberedAsLongAsItsAccessTokensWouldBeGood() {
        Logins.Granted login = logins.begin("ann", NOW);
        assertEquals(Optional.of("ann"), logins.end(login.refreshToken(), NOW));
        assertEquals(Optional.empty(), logins.end(login.refreshToken(), NOW));
        assertTrue(logins.isEnded(login.login()));
        logins.begin("bob", NOW.plus(Duration.ofMinutes(15)));
        assertFalse(logins.isEnded(login.login()));
    }

    @Test
    void whatIsNoTokenGivesNothing() {
        for (String token : new String[] {"", ".", "a.b", "x".repeat(500)}) {
            assertEquals(Optional.empty(), logins.refresh(token, NOW), token);
        }
    }

    @Test
    void aTokenIsNotShownWhenALoginIsPrinted() {
        Logins.Granted login = logins.begin("ann", NOW);
        assertFalse(login.toString().contains(login.refreshToken()));
    }
}
