package dev.tapedeck.contracts.schema;

import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The topic catalogue as a Markdown table between two markers of a page. */
final class TopicTable {
    private static final String BEGIN = "<!-- topics: generated, do not edit -->\n";
    private static final String END = "<!-- topics: end -->";

    private TopicTable() {}

    /**
     * Returns the page with the table of today's catalogue between its markers.
     *
     * @throws IllegalArgumentException when the page lacks a marker
     */
    static String into(String page) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page must hold '" + BEGIN.strip() + "' and then '" + END + "'");
        }
        return page.substring(0, begin + BEGIN.length()) + table() + page.substring(end);
    }

    private static String table() {
        String head = row(List.of("Topic", "Key", "Kind", "Partitions", "Kept", "Written by", "Events"))
                + row(List.of("---", "---", "---", "---:", "---", "---", "---"));
        return Stream.of(Topic.values()).map(TopicTable::row).collect(Collectors.joining("", head, ""));
    }

    private static String row(Topic topic) {
        return switch (topic.kind()) {
            case STREAM -> row(topic, "stream", topic.retention().toDays() + " days");
            case COMPACTED -> row(topic, "compacted", "last per key");
        };
    }

    private static String row(Topic topic, String kind, String kept) {
        boolean anyone = topic.writers().size() == Service.values().length;
        return row(List.of(
                "`" + topic.topicName() + "`",
                topic.key(),
                kind,
                String.valueOf(topic.partitions()),
                kept,
                anyone ? "any" : topic.writers().stream().map(Service::id).collect(Collectors.joining(", ")),
                AsyncApi.events(topic).stream()
                        .map(type -> "`" + type.wireName() + "`")
                        .collect(Collectors.joining(", "))));
    }

    private static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
