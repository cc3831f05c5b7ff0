package dev.tapedeck.gateway.in.auth;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pages that may open a WebSocket: those that came from the host that they connect to, and those that are configured.
 *
 * @param others origins such as {@code https://desk.example.org}
 */
public record Origins(Set<String> others) {
    public Origins {
        others = Set.copyOf(others);
    }

    /**
     * Returns whether a page of this origin may connect to this host.
     *
     * @param origin absent where the client is no page; its token is then all that speaks for it
     */
    public boolean allow(@Nullable String origin, @Nullable String host) {
        if (origin == null) {
            return true;
        }
        return others.contains(origin)
                || (host != null && host.toLowerCase(Locale.ROOT).equals(authority(origin)));
    }

    private static @Nullable String authority(String origin) {
        try {
            URI uri = URI.create(origin);
            boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return isWeb && uri.getAuthority() != null ? uri.getAuthority().toLowerCase(Locale.ROOT) : null;
        } catch (IllegalArgumentException noOrigin) {
            return null;
        }
    }
}
