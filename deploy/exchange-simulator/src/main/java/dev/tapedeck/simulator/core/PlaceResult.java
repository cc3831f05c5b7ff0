package dev.tapedeck.simulator.core;

/**
 * The answer to a placement: {@code OK} with the order's id, or the refusal with id 0. {@code OK} says accepted, not
 * filled: how the order went is in {@link Changes}.
 */
public record PlaceResult(VenueCode code, long orderId, String detail) {
    static PlaceResult accepted(long orderId) {
        return new PlaceResult(VenueCode.OK, orderId, "");
    }

    static PlaceResult refused(VenueCode code, String detail) {
        return new PlaceResult(code, 0, detail);
    }
}
