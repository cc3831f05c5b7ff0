package dev.tapedeck.gateway.in;

import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.gateway.in.Problem.FieldError;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads query parameters; throws {@link RequestRefused} with status 400 when one is wrong. */
final class Query {
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

    private Query() {}

    static int whole(String name, @Nullable String text, int absent, int max) {
        return whole(name, text, absent, 1, max);
    }

    static int whole(String name, @Nullable String text, int absent, int min, int max) {
        if (text == null) {
            return absent;
        }
        int value = WHOLE.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (value < min || value > max) {
            throw wrong(name, "must be a whole number from " + min + " to " + max, text);
        }
        return value;
    }

    static Optional<Symbol> symbol(String name, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Symbol::of);
        } catch (IllegalArgumentException notASymbol) {
            throw wrong(name, "must be a symbol such as BTC_USDT", text);
        }
    }

    static <E extends Enum<E>> Optional<E> oneOf(String name, @Nullable String text, Class<E> values) {
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(values.getEnumConstants())
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(name, "must be one of " + Arrays.toString(values.getEnumConstants()), text)));
    }

    static RequestRefused wrong(String name, String expected, @Nullable String was) {
        return new RequestRefused(
                400,
                "parameter " + name + " is wrong",
                List.of(new FieldError("?" + name, expected + ", was '" + was + "'")));
    }
}
