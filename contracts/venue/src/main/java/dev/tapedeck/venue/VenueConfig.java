package dev.tapedeck.venue;

import java.net.URI;

/**
 * Where the venue is and who we are there.
 *
 * @param restBase scheme, host and port, without a path
 * @param socketUri of the WebSocket, with its path
 * @param apiKey may be empty when only public data is read
 * @param secret signs requests; never printed
 * @param connectTimeoutMillis until a connection stands
 * @param requestTimeoutMillis from the request to the end of its reply
 */
public record VenueConfig(
        URI restBase, URI socketUri, String apiKey, String secret, int connectTimeoutMillis, int requestTimeoutMillis) {
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    private static final int REQUEST_TIMEOUT_MILLIS = 5_000;

    public VenueConfig {
        requireScheme(restBase, "restBase", "http", "https");
        requireScheme(socketUri, "socketUri", "ws", "wss");
        requirePositive(connectTimeoutMillis, "connectTimeoutMillis");
        requirePositive(requestTimeoutMillis, "requestTimeoutMillis");
    }

    /** Returns a configuration with the default timeouts: 2 s to connect, 5 s for a request. */
    public static VenueConfig of(URI restBase, URI socketUri, String apiKey, String secret) {
        return new VenueConfig(restBase, socketUri, apiKey, secret, CONNECT_TIMEOUT_MILLIS, REQUEST_TIMEOUT_MILLIS);
    }

    /** Returns a configuration that can read public data only. */
    public static VenueConfig publicOnly(URI restBase, URI socketUri) {
        return of(restBase, socketUri, "", "");
    }

    public boolean hasCredentials() {
        return !apiKey.isEmpty() && !secret.isEmpty();
    }

    @Override
    public String toString() {
        return "VenueConfig[restBase=" + restBase + ", socketUri=" + socketUri + ", apiKey="
                + (apiKey.isEmpty() ? "none" : "set") + ", secret=" + (secret.isEmpty() ? "none" : "set") + "]";
    }

    private static void requireScheme(URI uri, String name, String plain, String secure) {
        if (!plain.equals(uri.getScheme()) && !secure.equals(uri.getScheme())) {
            throw new IllegalArgumentException(
                    name + " must start with " + plain + ":// or " + secure + "://, was " + uri);
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(name + " must name a host, was " + uri);
        }
    }

    private static void requirePositive(int millis, String name) {
        if (millis <= 0) {
            throw new IllegalArgumentException(name + " must be > 0, was " + millis);
        }
    }
}
