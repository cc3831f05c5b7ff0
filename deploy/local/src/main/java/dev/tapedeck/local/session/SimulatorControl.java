package dev.tapedeck.local.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tapedeck.local.Http;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import java.util.ArrayList;
import java.util.List;

/** The exchange simulator's control door. */
public final class SimulatorControl {
    private final Layout layout;

    public SimulatorControl(Layout layout) {
        this.layout = layout;
    }

    /** Returns the symbols of the venue, in its order, at least one. */
    public List<String> symbols() {
        JsonNode contracts = Http.get(layout.url(Member.EXCHANGE_SIMULATOR, "/api/v1/contract/detail"))
                .path("data");
        var symbols = new ArrayList<String>();
        contracts.forEach(contract -> symbols.add(contract.path("symbol").asText()));
        if (symbols.isEmpty()) {
            throw new StackFailure("the exchange simulator must offer at least one contract, offers none");
        }
        return List.copyOf(symbols);
    }

    /** Lets the tape run at its speed. */
    public void play() {
        post("/control/play");
    }

    /** Lets the tape run, so many of its seconds in each second. */
    public void play(int speed) {
        Http.post(
                layout.url(Member.EXCHANGE_SIMULATOR, "/control/speed"),
                JsonNodeFactory.instance.objectNode().put("speed", speed));
        play();
    }

    public void pause() {
        post("/control/pause");
    }

    /** Returns how far the tape is: the venue's time in milliseconds since 1970. */
    public long tapeMillis() {
        return Http.get(layout.url(Member.EXCHANGE_SIMULATOR, "/control/status"))
                .path("tapeTime")
                .asLong();
    }

    /**
     * Plays the next moment of the tape: all trades of one millisecond, or a heartbeat.
     *
     * @return whether the tape goes on after it
     */
    public boolean step() {
        return !post("/control/step").path("done").asBoolean(false);
    }

    private JsonNode post(String path) {
        return Http.post(layout.url(Member.EXCHANGE_SIMULATOR, path), JsonNodeFactory.instance.objectNode());
    }
}
