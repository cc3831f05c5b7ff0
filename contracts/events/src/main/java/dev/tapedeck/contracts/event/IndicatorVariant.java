package dev.tapedeck.contracts.event;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An indicator with its parameters. A name has one variant and a variant one name ({@code pump_magnitude_300}), so equal names are equal
 * variants and are computed once. Parameters are whole numbers, in seconds unless said otherwise, at most a day.
 */
public record IndicatorVariant(Family family, List<Integer> parameters) {
    /** Names that begin so are measures of the strategy's own position, no indicators. */
    public static final String POSITION_PREFIX = "position_";

    private static final int SECONDS_MAX = 86_400;
    /** Names that begin with fewer equal letters have nothing in common. */
    private static final int ALIKE_LETTERS = 3;

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,5}");

    public IndicatorVariant {
        parameters = List.copyOf(parameters);
        Optional<String> flaw = family.form.flaw(parameters);
        if (flaw.isPresent()) {
            throw new IllegalArgumentException(
                    family.pattern() + ": " + flaw.get() + " (indicator=" + name(family, parameters) + ")");
        }
    }

    /** The kinds of indicators. */
    public enum Family {
        PUMP_MAGNITUDE("pump_magnitude", Form.WINDOW),
        VOLUME_SURGE_RATIO("volume_surge_ratio", Form.SHORT_LONG),
        BUY_VOLUME_SURGE_RATIO("buy_volume_surge_ratio", Form.SHORT_LONG),
        PRICE_MOMENTUM("price_momentum", Form.WINDOW),
        VELOCITY("velocity", Form.WINDOW),
        // The directions come first: their names begin as those of the average do.
        TWPA_RISING("TWPA", Form.FROM_TO, "_rising"),
        TWPA_FALLING("TWPA", Form.FROM_TO, "_falling"),
        TWPA("TWPA", Form.FROM_TO),
        VWAP("vwap", Form.WINDOW),
        EMA("ema", Form.PERIODS_BAR),
        SMA("sma", Form.PERIODS_BAR),
        BOLLINGER_UPPER("bollinger_upper", Form.PERIODS_BAR),
        BOLLINGER_LOWER("bollinger_lower", Form.PERIODS_BAR),
        BOLLINGER_WIDTH("bollinger_width", Form.PERIODS_BAR),
        BOLLINGER_PERCENT_B("bollinger_percent_b", Form.PERIODS_BAR),
        RSI("rsi", Form.PERIODS_BAR),
        ATR("atr", Form.PERIODS_BAR),
        VOLATILITY("volatility", Form.RETURNS),
        SHARPE("sharpe", Form.RETURNS),
        MAX_DRAWDOWN("max_drawdown", Form.WINDOW),
        SPREAD_BPS("spread_bps", Form.NONE),
        BOOK_IMBALANCE("book_imbalance", Form.NONE),
        RUSH_ORDERS("rush_orders", Form.WINDOW),
        TRADE_RATE("trade_rate", Form.WINDOW);

        private final String text;
        private final Form form;
        private final String suffix;

        Family(String text, Form form) {
            this(text, form, "");
        }

        Family(String text, Form form, String suffix) {
            this.text = text;
            this.form = form;
            this.suffix = suffix;
        }

        /** Returns the form of this family's names, such as {@code rsi_<periods>_<barSeconds>}. */
        public String pattern() {
            return form.names.stream().map(name -> "_<" + name + ">").collect(Collectors.joining("", text, suffix));
        }

        private boolean hasName(String name) {
            return name.equals(text + suffix) || (name.startsWith(text + "_") && name.endsWith(suffix));
        }

        private int lettersAsIn(String name) {
            int same = 0;
            while (same < Math.min(text.length(), name.length())
                    && Character.toLowerCase(text.charAt(same)) == Character.toLowerCase(name.charAt(same))) {
                same++;
            }
            return same;
        }
    }

    /**
     * Returns the variant of this name.
     *
     * @throws IllegalArgumentException when no family has this name or a parameter is missing, not a whole number or out of range
     */
    public static IndicatorVariant parse(String name) {
        Family family = Arrays.stream(Family.values())
                .filter(candidate -> candidate.hasName(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected an indicator, " + oneOf(alike(name)) + ", was '" + name + "'"));
        String rest = name.substring(family.text.length(), name.length() - family.suffix.length());
        List<String> numbers =
                rest.isEmpty() ? List.of() : Arrays.asList(rest.substring(1).split("_", -1));
        if (numbers.size() != family.form.names.size()
                || !numbers.stream().allMatch(text -> NUMBER.matcher(text).matches())) {
            String numbersToo = family.form == Form.NONE ? "" : " with whole numbers";
            throw new IllegalArgumentException("expected " + family.pattern() + numbersToo + ", was '" + name + "'");
        }
        return new IndicatorVariant(
                family, numbers.stream().map(Integer::valueOf).toList());
    }

    /** Returns the families whose names begin as this one does, for as long as any; all of them when none does. */
    private static List<Family> alike(String name) {
        int most = Arrays.stream(Family.values())
                .mapToInt(family -> family.lettersAsIn(name))
                .max()
                .orElse(0);
        return Arrays.stream(Family.values())
                .filter(family -> most < ALIKE_LETTERS || family.lettersAsIn(name) == most)
                .toList();
    }

    private static String oneOf(List<Family> families) {
        String forms = families.stream().map(Family::pattern).collect(Collectors.joining(", "));
        return families.size() == 1 ? "such as " + forms : "one of " + forms;
    }

    /** Returns the name that {@link #parse} reads. */
    public String name() {
        return name(family, parameters);
    }

    /** Returns the parameter at this position; for a window, its length in seconds. */
    public int parameter(int index) {
        return parameters.get(index);
    }

    @Override
    public String toString() {
        return name();
    }

    private static String name(Family family, List<Integer> parameters) {
        return parameters.stream()
                .map(number -> "_" + number)
                .collect(Collectors.joining("", family.text, family.suffix));
    }

    /** What the parameters of a family are, and what must hold for them. */
    private enum Form {
        NONE() {
            @Override
            Optional<String> flaw(List<Integer> numbers) {
                return unless(numbers.isEmpty(), "must have no parameter, had " + numbers.size());
            }
        },
        WINDOW("seconds") {
            @Override
            Optional<String> flaw(List<Integer> numbers) {
                return range("seconds", numbers.get(0), 1, SECONDS_MAX);
            }
        },
        RETURNS("seconds") {
            @Override
            Optional<String> flaw(List<Integer> numbers) {
                return range("seconds", numbers.get(0), 2, SECONDS_MAX);
            }
        },
        SHORT_LONG("shortSeconds", "longSeconds") {
            @Override
            Optional<String> flaw(List<Integer> numbers) {
                return range("longSeconds", numbers.get(1), 2, SECONDS_MAX)
                        .or(() -> range("shortSeconds", numbers.get(0), 1, numbers.get(1) - 1));
            }
        },
        FROM_TO("fromSecondsAgo", "toSecondsAgo") {
            @Override
            Optional<String> flaw(List<Integer> numbers) {
                return range("fromSecondsAgo", numbers.get(0), 1, SECONDS_MAX)
                        .or(() -> range("toSecondsAgo", numbers.get(1), 0, numbers.get(0) - 1));
            }
        },
        PERIODS_BAR("periods", "barSeconds") {
            @Override
            Optional<String> flaw(List<Integer> numbers) {
                return range("periods", numbers.get(0), 2, 1_000)
                        .or(() -> range("barSeconds", numbers.get(1), 1, 3_600));
            }
        };

        // The list is unmodifiable.
        @SuppressWarnings("ImmutableEnumChecker")
        private final List<String> names;

        Form(String... names) {
            this.names = List.of(names);
        }

        abstract Optional<String> flaw(List<Integer> numbers);

        static Optional<String> range(String name, int value, int min, int max) {
            return unless(value >= min && value <= max, name + " must be " + min + ".." + max + ", was " + value);
        }

        static Optional<String> unless(boolean holds, String flaw) {
            return holds ? Optional.empty() : Optional.of(flaw);
        }
    }
}
