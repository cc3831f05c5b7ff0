package dev.tapedeck.venue.mexc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Query texts and path segments as they go over the wire and into the signature. */
final class MexcQuery {
    private MexcQuery() {}

    /** Returns {@code a=1&b=2}, keys in order, values percent-encoded; empty for no parameters. */
    static String of(Map<String, ?> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(entry -> encoded(entry.getKey()) + "=" + encoded(String.valueOf(entry.getValue())))
                        .collect(Collectors.joining("&"));
    }

    /** Returns the text percent-encoded, a space as {@code %20}. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
