package dev.tapedeck.strategy.file;

import dev.tapedeck.contracts.event.IndicatorVariant;
import dev.tapedeck.contracts.event.SignalEvent.Operator;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.StrategyBounds;
import dev.tapedeck.contracts.event.StrategyDefinition.Condition;
import dev.tapedeck.strategy.core.PositionMeasure;
import dev.tapedeck.strategy.file.FileNode.Fields;
import dev.tapedeck.strategy.file.FileNode.Items;
import dev.tapedeck.strategy.file.FileNode.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes the sections out of a strategy file: conditions, and groups of them. */
final class SectionReader {
    private static final String ALL = "all";
    private static final List<String> REQUIRED = List.of("indicator", "operator", "value");
    private static final String SECTIONS =
            Arrays.stream(Section.values()).map(Enum::name).collect(Collectors.joining(", "));
    private static final String CONDITIONS = "a list of conditions {indicator, operator, value}";
    private static final String MEMBER = "a condition {indicator, operator, value} or a group {any} or {all}";

    private final Section section;
    private final Problems problems;
    private final List<Condition> conditions = new ArrayList<>();

    private SectionReader(Section section, Problems problems) {
        this.section = section;
        this.problems = problems;
    }

    static Map<Section, List<Condition>> sections(FieldReader strategy, Problems problems) {
        var sections = new EnumMap<Section, List<Condition>>(Section.class);
        FileNode node = strategy.required("sections", SECTIONS);
        if (node == null) {
            return sections;
        }
        if (!(node instanceof Fields named)) {
            problems.add(node, "sections", SECTIONS);
            return sections;
        }
        var fields = new FieldReader(named, "sections", problems);
        for (Section section : Section.values()) {
            List<Condition> conditions = new SectionReader(section, problems).read(fields);
            if (!conditions.isEmpty()) {
                sections.put(section, conditions);
            }
        }
        fields.refuseOthers("one of " + SECTIONS);
        // One of another name is the one that would be missing.
        if (!fields.hasOthers()) {
            requireSections(named, problems);
        }
        return sections;
    }

    private static void requireSections(Fields sections, Problems problems) {
        if (isEmpty(sections.values().get("S1"))) {
            problems.add(sections.line(), "sections.S1", CONDITIONS, "missing or empty");
        }
        if (isEmpty(sections.values().get("ZE1")) && isEmpty(sections.values().get("E1"))) {
            problems.add(sections.line(), "sections", "conditions in ZE1 or E1", "none in both");
        }
    }

    static boolean isEmpty(@Nullable FileNode section) {
        return section == null
                || (section instanceof Items items && items.values().isEmpty());
    }

    private List<Condition> read(FieldReader sections) {
        List<FileNode> items = sections.items(section.name(), CONDITIONS);
        members(items, "sections." + section, List.of());
        if (conditions.size() > StrategyBounds.CONDITIONS_MAX) {
            problems.add(
                    items.getFirst().line(),
                    "sections." + section,
                    "at most " + StrategyBounds.CONDITIONS_MAX + " conditions",
                    Integer.toString(conditions.size()));
        }
        return conditions;
    }

    private void members(List<FileNode> items, String path, List<String> groups) {
        for (int i = 0; i < items.size(); i++) {
            String place = path + "[" + i + "]";
            if (!(items.get(i) instanceof Fields fields)) {
                problems.add(items.get(i), place, MEMBER);
            } else if (fields.values().containsKey(Condition.ANY)) {
                group(fields, Condition.ANY, place, i, groups);
            } else if (fields.values().containsKey(ALL)) {
                group(fields, ALL, place, i, groups);
            } else if (Collections.disjoint(fields.values().keySet(), REQUIRED)) {
                problems.add(fields, place, MEMBER);
            } else {
                conditions.add(condition(new FieldReader(fields, place, problems), groups));
            }
        }
    }

    private void group(Fields group, String kind, String place, int index, List<String> groups) {
        if (group.values().size() > 1) {
            problems.add(group, place, "nothing beside " + kind);
            return;
        }
        var reader = new FieldReader(group, place, problems);
        List<FileNode> items = reader.items(kind, "a list of conditions and groups");
        if (group.values().get(kind) instanceof Items && items.isEmpty()) {
            problems.add(group.line(), reader.path(kind), "at least one condition", "an empty list");
        }
        if (groups.size() == StrategyBounds.GROUP_DEPTH_MAX) {
            problems.add(
                    group.line(),
                    place,
                    "groups at most " + StrategyBounds.GROUP_DEPTH_MAX + " deep",
                    "a group within them");
            return;
        }
        members(
                items,
                reader.path(kind),
                Stream.concat(groups.stream(), Stream.of(kind + index)).toList());
    }

    private Condition condition(FieldReader fields, List<String> groups) {
        String indicator = indicator(fields);
        Operator operator = fields.oneOf("operator", Operator.class);
        Double value = fields.number("value", "a number");
        Double upper = upper(fields, operator, value);
        Integer forSeconds = fields.wholeIfThere("forSeconds", 1, StrategyBounds.FOR_SECONDS_MAX);
        fields.refuseOthers("one of indicator, operator, value, upper, forSeconds");
        return new Condition(
                indicator,
                Objects.requireNonNullElse(operator, Operator.AT_LEAST),
                Objects.requireNonNullElse(value, 0.0),
                upper,
                forSeconds,
                groups.isEmpty() ? null : groups);
    }

    /** Returns the upper bound, which belongs to BETWEEN; whether it belongs there is not known without an operator. */
    private @Nullable Double upper(FieldReader fields, @Nullable Operator operator, @Nullable Double value) {
        FileNode node = fields.optional("upper");
        if (operator == Operator.BETWEEN) {
            Double upper = fields.number("upper", "the upper bound of BETWEEN, a number");
            if (node != null && upper != null && value != null && upper < value) {
                problems.add(node, fields.path("upper"), "at least the lower bound " + value);
            }
            return upper;
        }
        if (node != null && operator != null) {
            problems.add(node, fields.path("upper"), "no upper bound with " + operator);
        }
        return null;
    }

    private String indicator(FieldReader fields) {
        Text text = fields.indicatorName();
        if (text == null) {
            return "";
        }
        if (text.value().startsWith(IndicatorVariant.POSITION_PREFIX)) {
            checkMeasure(fields, text);
        } else {
            fields.checkVariant("indicator", text);
        }
        return text.value();
    }

    private void checkMeasure(FieldReader fields, Text name) {
        if (PositionMeasure.named(name.value()).isEmpty()) {
            String known = Arrays.stream(PositionMeasure.values())
                    .map(PositionMeasure::text)
                    .collect(Collectors.joining(", "));
            problems.add(name, fields.path("indicator"), "one of " + known);
        } else if (section != Section.ZE1 && section != Section.E1) {
            problems.add(name, fields.path("indicator"), "an indicator (there is no position in " + section + ")");
        }
    }
}
