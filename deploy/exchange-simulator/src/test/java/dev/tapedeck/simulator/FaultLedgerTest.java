package dev.tapedeck.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ledger shows every creation that came, what was answered, and whether an order exists. */
class FaultLedgerTest {
    private FaultyVenue venue;

    @BeforeEach
    void start() throws Exception {
        venue = new FaultyVenue(false);
    }

    @AfterEach
    void close() {
        venue.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"lose-ack\",\"count\":1}                                       | true  | 0    | no reply",
                "{\"kind\":\"lose-request\",\"count\":1}                                   | false | 0    | no reply",
                "{\"kind\":\"server-error\",\"count\":1,\"status\":502,\"processed\":true}  | true  | 0    | HTTP 502",
                "{\"kind\":\"server-error\",\"count\":1,\"status\":504,\"processed\":false} | false | 0    | HTTP 504",
                "{\"kind\":\"reject\",\"count\":1,\"code\":1002}                           | false | 1002 | code 1002",
                "{\"kind\":\"rate-limited\",\"count\":1}                                   | false | 510  | code 510",
                "{\"kind\":\"forbidden\",\"count\":1}                                      | false | 0    | HTTP 403",
                "{\"kind\":\"maintenance\",\"forMillis\":60000}                            | false | 500  | code 500",
                "{\"kind\":\"clock-skew\",\"millis\":60000,\"forMillis\":60000}            | false | 513  | code 513",
                "{\"kind\":\"latency\",\"millis\":1,\"forMillis\":60000}                   | true  | 0    | code 0"
            })
    void creationStandsInItWithTheAnswerThatAFaultGave(String fault, boolean exists, int rejectCode, String answer)
            throws Exception {
        venue.arm(fault);
        try {
            venue.create("mine", VenueClient.SECRET);
        } catch (IOException cutOff) {
            assertEquals("no reply", answer);
        }

        List<JsonNode> rows = venue.received("mine");

        assertEquals(1, rows.size());
        JsonNode row = rows.getFirst();
        assertEquals(exists, row.has("orderId"), row::toString);
        assertEquals(rejectCode, row.path("rejectCode").asInt());
        assertEquals(answer, row.path("answer").asText());
        assertEquals("BTC_USDT", row.path("symbol").asText());
    }

    @Test
    void repeatedCreationIsARowOfItsOwnWithoutAnOrder() throws Exception {
        venue.create("mine", VenueClient.SECRET);
        venue.create("mine", VenueClient.SECRET);

        List<JsonNode> rows = venue.received("mine");

        assertTrue(rows.get(0).has("orderId"));
        assertFalse(rows.get(1).has("orderId"));
        assertEquals(2042, rows.get(1).path("rejectCode").asInt());
    }

    @Test
    void creationWithAWrongSignatureIsARowAndSpendsNoStrike() throws Exception {
        venue.arm("{\"kind\":\"lose-ack\",\"count\":1}");

        venue.create("forged", "wrong");

        assertEquals(602, venue.received("forged").getFirst().path("rejectCode").asInt());
        assertEquals(0, venue.struck("lose-ack"));
    }

    @Test
    void malformedCreationIsARowWithItsClientId() throws Exception {
        String body = "{\"symbol\":\"BTC_USDT\",\"externalOid\":\"broken\",\"vol\":\"many\"}";
        String now = Long.toString(System.currentTimeMillis());
        venue.client()
                .send(venue.client()
                        .signed("order/create", body, now, VenueClient.SECRET)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());

        JsonNode row = venue.received("broken").getFirst();

        assertEquals(600, row.path("rejectCode").asInt());
        assertFalse(row.has("orderId"));
    }
}
