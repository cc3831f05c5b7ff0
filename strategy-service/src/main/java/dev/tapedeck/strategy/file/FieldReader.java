package dev.tapedeck.strategy.file;

import dev.tapedeck.strategy.file.FileNode.Fields;
import dev.tapedeck.strategy.file.FileNode.Items;
import dev.tapedeck.strategy.file.FileNode.Numeral;
import dev.tapedeck.strategy.file.FileNode.Text;
import java.math.BigDecimal;
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
            problems.add(fields.line(), path(name), expected, "missing");
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

    <E extends Enum<E>> E oneOf(String name, Class<E> type) {
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
        return constants[0];
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

    double number(String name) {
        FileNode node = required(name, "a number");
        return node == null ? 0 : number(name, node);
    }

    double number(String name, FileNode node) {
        if (node instanceof Numeral number) {
            return number.value().doubleValue();
        }
        problems.add(node, path(name), "a number");
        return 0;
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

    /** Notes every field that nothing asked for. */
    void refuseOthers(String expected) {
        for (Map.Entry<String, FileNode> field : fields.values().entrySet()) {
            if (!taken.contains(field.getKey())) {
                problems.add(
                        field.getValue().line(), path(field.getKey()), expected, "unknown '" + field.getKey() + "'");
            }
        }
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
