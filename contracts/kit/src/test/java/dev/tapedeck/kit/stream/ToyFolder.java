package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.RiskEvent.ReservationReleased;
import dev.tapedeck.contracts.event.SignalEvent.StrategyStateChanged;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.kit.decide.Draft;
import dev.tapedeck.kit.decide.Folder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A core that numbers its inputs: what it says of one shows which ones it was fed before. */
final class ToyFolder implements Folder<ToyFolder.Count> {
    static final class Count {
        private long value;
    }

    @Override
    public Count initial() {
        return new Count();
    }

    @Override
    public List<Draft> fold(Count state, Event<?> input) {
        var changed = (StrategyStateChanged) input.data();
        state.value++;
        return List.of(new Draft(
                "fold/" + input.id(),
                changed.sessionId(),
                changed.sessionId(),
                null,
                new ReservationReleased(
                        changed.sessionId(), input.id(), Usdt.of(state.value), Quantity.ZERO, Usdt.ZERO, "toy")));
    }

    @Override
    public byte[] save(Count state) {
        return Long.toString(state.value).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Count load(byte[] saved) {
        var count = new Count();
        count.value = Long.parseLong(new String(saved, StandardCharsets.UTF_8));
        return count;
    }
}
