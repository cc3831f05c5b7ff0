package dev.tapedeck.strategy.file;

import dev.tapedeck.contracts.event.IndicatorVariant;
import dev.tapedeck.strategy.file.FileNode.Fields;
import dev.tapedeck.strategy.file.FileNode.Items;
import dev.tapedeck.strategy.file.FileNode.Numeral;
import dev.tapedeck.strategy.file.FileNode.Other;
import dev.tapedeck.strategy.file.FileNode.Text;
import dev.tapedeck.strategy.file.Problems.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes typed fields out of one object of the file and notes what is wrong with them. After a problem it returns a stand-in, so that all are found. */
final class FieldReader {
    private static final int DECIMALS_MAX = 12;

    private final Fields fields;
    private final String path;
    private final Problems problems;
    private final Set<String> taken = new HashSet<>();
    private final List<Missing> missing = new ArrayList<>();

    private record Missing(String name, Problem problem) {}

    FieldReader(Fields fields, String path, Problems problems) {
        this.fields = fields;
        this.path = path;
        this.problems = problems;
    }

    /** Returns the field's value, noting when it is not there. */
    @Nullable
    FileNode required(String name, String expected) {
        FileNode node = optional(name);
        if (node == null) {
            missing.add(new Missing(name, problems.add(fields.line(), path(name), expected, "missing")));
        }
        return node;
    }

    @Nullable
    FileNode optional(String name) {
        taken.add(name);
        return fields.values().get(name);
    }

    String text(String name, Pattern form, String expected) {
        FileNode node = required(name, expected);
        if (node == null) {
            return "";
        }
        if (node instanceof Text text && form.matcher(text.value()).matches()) {
            return text.value();
        }
        problems.add(node, path(name), expected);
        return "";
    }

    /** Returns the constant; null after a problem, since what else is right would follow from it. */
    <E extends Enum<E>> @Nullable E oneOf(String name, Class<E> type) {
        E[] constants = type.getEnumConstants();
        String expected = "one of "
                + String.join(", ", Arrays.stream(constants).map(Enum::name).toList());
        FileNode node = required(name, expected);
        for (E constant : constants) {
            if (node instanceof Text text && text.value().equals(constant.name())) {
                return constant;
            }
        }
        if (node != null) {
            problems.add(node, path(name), expected);
        }
        return null;
    }

    int whole(String name, int min, int max) {
        String expected = "a whole number " + min + ".." + max;
        FileNode node = required(name, expected);
        if (node == null) {
            return min;
        }
        boolean isWhole = node instanceof Numeral number
                && number.value().stripTrailingZeros().scale() <= 0
                && number.value().compareTo(BigDecimal.valueOf(min)) >= 0
                && number.value().compareTo(BigDecimal.valueOf(max)) <= 0;
        if (!isWhole) {
            problems.add(node, path(name), expected);
            return min;
        }
        return ((Numeral) node).value().intValueExact();
    }

    /** Returns the whole number when the field is there. */
    @Nullable
    Integer wholeIfThere(String name, int min, int max) {
        return optional(name) == null ? null : Integer.valueOf(whole(name, min, max));
    }

    /** Returns the flag when the field is there. */
    @Nullable
    Boolean flagIfThere(String name) {
        FileNode node = optional(name);
        if (node == null) {
            return null;
        }
        if (node instanceof Other flag
                && (flag.value().equals("true") || flag.value().equals("false"))) {
            return Boolean.valueOf(flag.value());
        }
        problems.add(node, path(name), "true or false");
        return null;
    }

    /** Returns an amount of at most this much above or below zero. */
    BigDecimal signed(String name, BigDecimal max) {
        String expected = "a number " + max.negate() + ".." + max;
        FileNode node = required(name, expected);
        if (node instanceof Numeral number
                && number.value().abs().compareTo(max) <= 0
                && number.value().scale() <= DECIMALS_MAX) {
            return number.value();
        }
        if (node != null) {
            problems.add(node, path(name), expected);
        }
        return BigDecimal.ZERO;
    }

    /** Returns the text that must name an indicator; null after a problem. */
    @Nullable
    Text indicatorName() {
        String expected = "the name of an indicator";
        FileNode node = required("indicator", expected);
        if (node instanceof Text text) {
            return text;
        }
        if (node != null) {
            problems.add(node, path("indicator"), expected);
        }
        return null;
    }

    /** Notes a name that no indicator has. */
    void checkVariant(String field, Text name) {
        try {
            IndicatorVariant.parse(name.value());
        } catch (IllegalArgumentException unknown) {
            String reason = String.valueOf(unknown.getMessage());
            int was = reason.indexOf(", was");
            String expected = (was < 0 ? reason : reason.substring(0, was)).replaceFirst("^expected ", "");
            problems.add(name, path(field), expected);
        }
    }

    /** Returns an amount greater than zero, given as a number or as text. */
    BigDecimal amount(String name, BigDecimal max) {
        String expected = "an amount greater than 0, at most " + max;
        FileNode node = required(name, expected);
        BigDecimal value = node == null ? null : decimal(node);
        if (value != null && value.signum() > 0 && value.scale() <= DECIMALS_MAX && value.compareTo(max) <= 0) {
            return value;
        }
        if (node != null) {
            problems.add(node, path(name), expected);
        }
        return BigDecimal.ONE;
    }

    private static @Nullable BigDecimal decimal(FileNode node) {
        if (node instanceof Numeral number) {
            return number.value();
        }
        boolean isDecimal = node instanceof Text text && text.value().matches("[0-9]{1,12}(\\.[0-9]{1,12})?");
        return isDecimal ? new BigDecimal(((Text) node).value()) : null;
    }

    /** Returns the number; null after a problem. */
    @Nullable
    Double number(String name, String expected) {
        FileNode node = required(name, expected);
        if (node instanceof Numeral number) {
            return number.value().doubleValue();
        }
        if (node != null) {
            problems.add(node, path(name), expected);
        }
        return null;
    }

    List<FileNode> items(String name, String expected) {
        FileNode node = optional(name);
        if (node == null) {
            return List.of();
        }
        if (node instanceof Items items) {
            return items.values();
        }
        problems.add(node, path(name), expected);
        return List.of();
    }

    /** Returns the items of a list that has at least one and at most so many. */
    List<FileNode> itemsAtMost(String name, String expected, int max) {
        String bounded = expected + ", 1 to " + max;
        List<FileNode> items = items(name, bounded);
        FileNode node = optional(name);
        if (node instanceof Items && (items.isEmpty() || items.size() > max)) {
            problems.add(node, path(name), bounded);
        }
        return items;
    }

    /** Notes every field that nothing asked for. One such field in place of one that is missing is one mistake: a wrong name. */
    void refuseOthers(String expected) {
        List<Map.Entry<String, FileNode>> others = fields.values().entrySet().stream()
                .filter(field -> !taken.contains(field.getKey()))
                .toList();
        boolean isMisnamed = others.size() == 1 && missing.size() == 1;
        if (isMisnamed) {
            problems.withdraw(missing.getFirst().problem());
        }
        for (Map.Entry<String, FileNode> field : others) {
            problems.add(
                    field.getValue().line(),
                    path(field.getKey()),
                    isMisnamed ? missing.getFirst().name() + ", which is missing" : expected,
                    "unknown '" + field.getKey() + "'");
        }
    }

    boolean hasOthers() {
        return !taken.containsAll(fields.values().keySet());
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
