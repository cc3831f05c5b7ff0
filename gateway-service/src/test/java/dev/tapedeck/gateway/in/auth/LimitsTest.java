package dev.tapedeck.gateway.in.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.gateway.MovingClock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
    private final MovingClock clock = new MovingClock();

    @Test
    void whoTookEverythingIsToldHowLongToWait() {
        var rates = new Rates(2, 1, Duration.ofSeconds(10), clock);
        assertEquals(Optional.empty(), rates.take("ann"));
        assertEquals(Optional.empty(), rates.take("ann"));
        assertEquals(Optional.of(Duration.ofSeconds(10)), rates.take("ann"));
        assertEquals(Optional.empty(), rates.take("bob"));
        clock.pass(Duration.ofSeconds(10));
        assertEquals(Optional.empty(), rates.waitFor("ann"));
        assertEquals(Optional.empty(), rates.take("ann"));
        assertTrue(rates.waitFor("ann").isPresent());
    }

    @Test
    void eachFailureAfterSomeDoublesTheWait() {
        var failures = new FailedLogins(1_000, clock);
        for (int i = 0; i < 4; i++) {
            assertEquals(Optional.empty(), failures.waitFor("1.2.3.4", "ann"));
            failures.failed("1.2.3.4", "ann");
        }
        for (long seconds : new long[] {2, 4, 8, 16, 32, 64, 128, 256, 256}) {
            failures.failed("1.2.3.4", "ann");
            assertEquals(Optional.of(Duration.ofSeconds(seconds)), failures.waitFor("1.2.3.4", "ann"));
            clock.pass(Duration.ofSeconds(seconds));
            assertEquals(Optional.empty(), failures.waitFor("1.2.3.4", "ann"));
        }
    }

    @Test
    void failuresFromElsewhereLockNobodyOut() {
        var failures = new FailedLogins(1_000, clock);
        for (int i = 0; i < 20; i++) {
            failures.failed("1.2.3.4", "ann");
        }
        assertEquals(Optional.empty(), failures.waitFor("5.6.7.8", "ann"));
        assertEquals(Optional.empty(), failures.waitFor("1.2.3.4", "bob"));
    }

    @Test
    void aSuccessForgetsTheFailuresBefore() {
        var failures = new FailedLogins(1_000, clock);
        for (int i = 0; i < 6; i++) {
            failures.failed("1.2.3.4", "ann");
        }
        failures.succeeded("1.2.3.4", "ann");
        assertEquals(Optional.empty(), failures.waitFor("1.2.3.4", "ann"));
    }

    @Test
    void anAddressThatGuessesManyNamesHasToWait() {
        var failures = new FailedLogins(10, clock);
        for (int i = 0; i < 10; i++) {
            failures.failed("1.2.3.4", "user" + i);
        }
        assertTrue(failures.waitFor("1.2.3.4", "another").isPresent());
        clock.pass(Duration.ofMinutes(1));
        assertEquals(Optional.empty(), failures.waitFor("1.2.3.4", "another"));
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.0.7,192.168.0.7",
        "2001:db8:1:2:3:4:5:6,2001:db8:1:2::/64",
        "2001:db8:1:2::6,2001:db8:1:2::/64",
        "2001:db8::6,2001:db8:0:0::/64",
        "::1,0:0:0:0::/64",
        "fe80::1%eth0,fe80:0:0:0::/64",
        "::ffff:10.0.0.1,::ffff:10.0.0.1"
    })
    void oneNetworkOfIpv6CountsAsOneAddress(String address, String network) {
        assertEquals(network, Addresses.network(address));
    }

    @ParameterizedTest
    @CsvSource({
        ",desk.example.org,true",
        "https://desk.example.org,desk.example.org,true",
        "https://desk.example.org,DESK.example.org,true",
        "http://localhost:8080,localhost:8080,true",
        "https://other.example.org,desk.example.org,true",
        "https://evil.example.org,desk.example.org,false",
        "https://desk.example.org.evil.org,desk.example.org,false",
        "http://localhost:8081,localhost:8080,false",
        "null,desk.example.org,false",
        "file://desk.example.org,desk.example.org,false",
        "'not an origin',desk.example.org,false",
        "https://desk.example.org,,false"
    })
    void onlyTheGatewaysOwnPagesAndTheConfiguredOnesMayConnect(String origin, String host, boolean allowed) {
        assertEquals(allowed, new Origins(Set.of("https://other.example.org")).allow(origin, host));
        assertFalse(new Origins(Set.of()).allow("https://other.example.org", host));
    }
}
