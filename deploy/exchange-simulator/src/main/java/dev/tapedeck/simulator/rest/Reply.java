package dev.tapedeck.simulator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.simulator.core.VenueCode;
import dev.tapedeck.simulator.fault.FaultAnswer;
import dev.tapedeck.simulator.wire.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * An answer in the venue's envelope: data or none on success, code and message on refusal.
 *
 * @param instead what a fault makes of it; null when it goes out as it is
 */
record Reply(
        VenueCode code,
        String message,
        @Nullable JsonNode data,
        @Nullable FaultAnswer instead) {

    private Reply(VenueCode code, String message, @Nullable JsonNode data) {
        this(code, message, data, null);
    }

    static Reply instead(FaultAnswer answer) {
        return new Reply(VenueCode.OK, "", null, answer);
    }

    static Reply ok(JsonNode data) {
        return new Reply(VenueCode.OK, "", data);
    }

    static Reply ok() {
        return new Reply(VenueCode.OK, "", null);
    }

    static Reply refused(VenueCode code) {
        return new Reply(code, code.text(), null);
    }

    static Reply refused(VenueCode code, String detail) {
        return new Reply(code, detail.isEmpty() ? code.text() : code.text() + ": " + detail, null);
    }

    /** Success without data, or the refusal. */
    static Reply of(VenueCode code) {
        return code == VenueCode.OK ? ok() : refused(code);
    }

    String text() {
        return Envelope.text(code, message, data);
    }
}
