package dev.tapedeck.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.simulator.play.Pace;
import dev.tapedeck.simulator.tape.Scenario;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** A venue in lockstep whose faults are armed through its control API, and a client of it. */
final class FaultyVenue implements AutoCloseable {
    private final Venue venue;
    private final VenueClient client;

    FaultyVenue(boolean rateLimited) throws Exception {
        venue = VenueProtocolTest.venue(Scenario.FLAT, Pace.parse("lockstep"), rateLimited);
        client = new VenueClient(venue.port());
    }

    int port() {
        return venue.port();
    }

    VenueClient client() {
        return client;
    }

    void arm(String fault) throws Exception {
        HttpResponse<String> answer = client.control("faults", fault);
        assertEquals(200, answer.statusCode(), answer::body);
    }

    JsonNode clear() throws Exception {
        return VenueClient.json(
                client.send(client.request("/control/faults").DELETE().build()).body());
    }

    long struck(String kind) throws Exception {
        return client.get("/control/faults").path("struck").path(kind).asLong();
    }

    JsonNode move(String position) throws Exception {
        HttpResponse<String> answer = client.control("positions", position);
        assertEquals(200, answer.statusCode(), answer::body);
        return VenueClient.json(answer.body());
    }

    JsonNode order(String externalOid) throws Exception {
        return client.getPrivate("order/external/BTC_USDT/" + externalOid, "").path("data");
    }

    static String body(String externalOid) {
        return "{\"symbol\":\"BTC_USDT\",\"vol\":1,\"leverage\":20,\"side\":1,\"type\":5,\"openType\":1,\"externalOid\":\""
                + externalOid + "\"}";
    }

    HttpResponse<String> create(String externalOid, String secret) throws Exception {
        String body = body(externalOid);
        return client.send(client.signed("order/create", body, Long.toString(System.currentTimeMillis()), secret)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** The ledger's rows of one client id, oldest first. */
    List<JsonNode> received(String externalOid) throws Exception {
        List<JsonNode> rows = new ArrayList<>();
        for (JsonNode row : client.get("/control/ledger").path("orders")) {
            if (row.path("clientId").asText().equals(externalOid)) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Override
    public void close() {
        client.close();
        venue.close();
    }
}
