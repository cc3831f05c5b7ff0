package dev.tapedeck.venue;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Test;

class VenueConfigTest {
    private static final URI REST = URI.create("http://127.0.0.1:1");
    private static final URI SOCKET = URI.create("ws://127.0.0.1:1/edge");

    @Test
    void neverPrintsKeyOrSecret() {
        String text = VenueConfig.of(REST, SOCKET, "my-key", "my-secret").toString();

        assertFalse(text.contains("my-key") || text.contains("my-secret"), text);
    }

    @Test
    void refusesAnAddressOfAnotherScheme() {
        assertThrows(IllegalArgumentException.class, () -> VenueConfig.publicOnly(SOCKET, SOCKET));
        assertThrows(IllegalArgumentException.class, () -> VenueConfig.publicOnly(REST, REST));
    }
}
