package dev.tapedeck.contracts.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreaksTest {
    private static final String RELEASED = """
            {"type":"object","description":"one","properties":{
              "price":{"type":"string","pattern":"^[0-9]+$"},
              "state":{"type":"string","enum":["LIVE","STALE"]},
              "note":{"type":"string"},
              "trades":{"type":"array","items":{"type":"object","properties":{"at":{"type":"string","format":"date-time"}},"required":["at"]}},
              "limits":{"type":"object","propertyNames":{"type":"string","enum":["S1","Z1"]},"additionalProperties":{"type":"integer"}}},
             "required":["price","state","trades"]}""";

    private static final String CHANNELS = """
            {"ticks":{"x-key":"symbol","x-writers":["market-data"],
              "bindings":{"kafka":{"partitions":6,"topicConfiguration":{"cleanup.policy":["delete"],"retention.ms":7}}}}}""";

    @Test
    void findsNothingInTheSameSchema() {
        assertEquals(List.of(), breaks("", ""));
    }

    @Test
    void refusesARemovedField() {
        assertEquals(List.of("note: the field was removed or renamed"), breaks("\"note\":{\"type\":\"string\"},", ""));
    }

    @Test
    void refusesARenamedField() {
        assertEquals(List.of("note: the field was removed or renamed"), breaks("\"note\"", "\"remark\""));
    }

    @Test
    void refusesAChangedType() {
        assertEquals(
                List.of("note type: must stay \"string\", was \"number\""),
                breaks("\"note\":{\"type\":\"string\"}", "\"note\":{\"type\":\"number\"}"));
    }

    @Test
    void refusesAChangedForm() {
        assertEquals(
                List.of("price pattern: must stay \"^[0-9]+$\", was \"^[0-9.]+$\""), breaks("^[0-9]+$", "^[0-9.]+$"));
        assertEquals(List.of("trades[].at format: must stay \"date-time\", was \"date\""), breaks("date-time", "date"));
    }

    @Test
    void refusesAnEnumInPlaceOfAText() {
        assertEquals(
                List.of("note enum: must stay absent, was [\"A\"]"),
                breaks("\"note\":{\"type\":\"string\"}", "\"note\":{\"type\":\"string\",\"enum\":[\"A\"]}"));
    }

    @Test
    void refusesAnOptionalFieldThatBecameRequired() {
        assertEquals(
                List.of("note: the field is newly required"),
                breaks("\"required\":[\"price\",", "\"required\":[\"note\",\"price\","));
    }

    @Test
    void refusesANewFieldThatIsRequired() {
        assertEquals(
                List.of("trades[].side: the field is newly required"),
                breaks(
                        "\"format\":\"date-time\"}},\"required\":[\"at\"]",
                        "\"format\":\"date-time\"},\"side\":{\"type\":\"string\"}},\"required\":[\"at\",\"side\"]"));
    }

    @Test
    void refusesARemovedEnumValue() {
        assertEquals(List.of("state: the value STALE was removed or renamed"), breaks(",\"STALE\"", ""));
    }

    @Test
    void refusesARemovedKeyAndAChangedValueOfAMap() {
        assertEquals(List.of("limits{}: the value Z1 was removed or renamed"), breaks(",\"Z1\"", ""));
        assertEquals(List.of("limits{} type: must stay \"integer\", was \"number\""), breaks("integer", "number"));
    }

    @Test
    void refusesARecordInPlaceOfAMap() {
        assertEquals(
                List.of("limits additionalProperties: must stay {\"type\":\"integer\"}, was absent"),
                breaks(",\"additionalProperties\":{\"type\":\"integer\"}", ""));
    }

    @Test
    void allowsWhatReadersDoNotNotice() {
        assertEquals(List.of(), breaks("\"description\":\"one\"", "\"description\":\"two\""));
        assertEquals(List.of(), breaks("\"note\":", "\"colour\":{\"type\":\"string\"},\"note\":"));
        assertEquals(List.of(), breaks("\"STALE\"", "\"STALE\",\"DOWN\""));
        assertEquals(List.of(), breaks("[\"price\",", "["));
    }

    @Test
    void refusesAnotherKeyPartitionCountOrKindOfATopic() {
        assertEquals(
                List.of("ticks/x-key: must stay \"symbol\", was \"venue\""), channelBreaks("\"symbol\"", "\"venue\""));
        assertEquals(
                List.of("ticks/bindings/kafka/partitions: must stay 6, was 12"),
                channelBreaks("\"partitions\":6", "\"partitions\":12"));
        assertEquals(
                List.of(
                        "ticks/bindings/kafka/topicConfiguration/cleanup.policy: must stay [\"delete\"], was [\"compact\"]"),
                channelBreaks("delete", "compact"));
    }

    @Test
    void refusesARemovedTopic() {
        assertEquals(List.of("ticks: the topic was removed or renamed"), channelBreaks("\"ticks\"", "\"prints\""));
    }

    @Test
    void allowsAnotherRetentionAndAnotherWriter() {
        assertEquals(List.of(), channelBreaks("\"retention.ms\":7", "\"retention.ms\":9"));
        assertEquals(List.of(), channelBreaks("market-data", "indicator"));
    }

    private static List<String> breaks(String released, String changed) {
        return Breaks.ofSchema(json(RELEASED), json(replaced(RELEASED, released, changed)));
    }

    private static List<String> channelBreaks(String released, String changed) {
        return Breaks.ofChannels(json(CHANNELS), json(replaced(CHANNELS, released, changed)));
    }

    private static String replaced(String text, String part, String replacement) {
        assertTrue(text.contains(part), () -> "the text must hold " + part);
        return text.replace(part, replacement);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(text, malformed);
        }
    }
}
