package dev.tapedeck.kit.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tapedeck.contracts.codec.Json;
import java.io.IOException;

/**
 * How the state of a cell becomes bytes and comes back equal.
 *
 * @param <S> state of a cell
 */
public interface StateCodec<S> {
    byte[] save(S state);

    S load(byte[] saved);

    /** Returns a codec for a state that is made of records, lists and maps with text keys. */
    static <S> StateCodec<S> json(Class<S> type) {
        return new StateCodec<>() {
            @Override
            public byte[] save(S state) {
                try {
                    return Json.MAPPER.writeValueAsBytes(state);
                } catch (JsonProcessingException impossible) {
                    throw new IllegalStateException("state " + type.getName() + " cannot be encoded", impossible);
                }
            }

            @Override
            public S load(byte[] saved) {
                try {
                    return Json.MAPPER.readValue(saved, type);
                } catch (IOException unreadable) {
                    throw new IllegalStateException("saved state " + type.getName() + " cannot be read", unreadable);
                }
            }
        };
    }
}
