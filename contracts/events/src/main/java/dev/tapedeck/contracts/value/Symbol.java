package dev.tapedeck.contracts.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A venue's contract name such as {@code BTC_USDT}: upper case letters, digits, {@code _} and {@code -}; 1 to 40 characters. */
public record Symbol(String name) implements Comparable<Symbol> {
    private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9_-]{0,39}");

    public Symbol {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("symbol must match " + FORM + ", was '" + name + "'");
        }
    }

    @JsonCreator
    public static Symbol of(String name) {
        return new Symbol(name);
    }

    @JsonValue
    @Override
    public String toString() {
        return name;
    }

    @Override
    public int compareTo(Symbol other) {
        return name.compareTo(other.name);
    }
}
