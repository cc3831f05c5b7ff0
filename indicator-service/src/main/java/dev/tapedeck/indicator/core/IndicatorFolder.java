package dev.tapedeck.indicator.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.IndicatorVariant;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.event.TickEvent;
import dev.tapedeck.indicator.core.IndicatorState.SessionNeed;
import dev.tapedeck.kit.decide.Draft;
import dev.tapedeck.kit.decide.Folder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Ticks and sessions to indicator values. A symbol's variants are those that the strategies of its running sessions name; each tick of a symbol that has
 * any gives at most one event, whose id follows from the tick's. A value that is not ready, NaN or infinite is named as not ready and never sent as a
 * number. Other events are ignored.
 */
public final class IndicatorFolder implements Folder<IndicatorState> {
    private static final int FORMAT = 2;

    @Override
    public IndicatorState initial() {
        return new IndicatorState();
    }

    /**
     * Folds a tick or a session.
     *
     * @throws IllegalArgumentException when a strategy of the session names an indicator that does not exist; the state is then unchanged
     */
    @Override
    public List<Draft> fold(IndicatorState state, Event<?> input) {
        return switch (input.data()) {
            case TickEvent tick -> onTick(state, input, tick);
            case SessionChanged session -> {
                onSession(state, session);
                yield List.of();
            }
            default -> List.of();
        };
    }

    private static List<Draft> onTick(IndicatorState state, Event<?> input, TickEvent tick) {
        SymbolIndicators indicators = state.symbols().get(tick.symbol());
        if (indicators == null) {
            return List.of();
        }
        String symbol = tick.symbol().name();
        List<Draft> drafts = indicators
                .onTick(tick, input.time())
                .map(updated -> List.of(new Draft("indicators/" + input.id(), symbol, symbol, null, updated)))
                .orElse(List.of());
        if (indicators.isIdle()) {
            state.symbols().remove(tick.symbol());
        }
        return drafts;
    }

    private static void onSession(IndicatorState state, SessionChanged session) {
        if (session.state() == State.RUNNING) {
            state.need(session.sessionId(), new SessionNeed(new TreeSet<>(session.symbols()), variants(session)));
        } else {
            state.release(session.sessionId());
        }
    }

    private static SortedSet<String> variants(SessionChanged session) {
        return session.strategies().stream()
                .flatMap(strategy -> strategy.indicators().stream())
                .map(name -> IndicatorVariant.parse(name).name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public byte[] save(IndicatorState state) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            state.save(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a byte array took no more bytes", impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Returns the saved state.
     *
     * @throws IllegalStateException when the bytes are of another format
     */
    @Override
    public IndicatorState load(byte[] saved) {
        try (var in = new DataInputStream(new ByteArrayInputStream(saved))) {
            int format = in.readByte();
            if (format != FORMAT) {
                throw new IllegalStateException("snapshot format must be " + FORMAT + ", was " + format);
            }
            return IndicatorState.load(in);
        } catch (IOException broken) {
            throw new IllegalArgumentException("snapshot ended early, had " + saved.length + " bytes", broken);
        }
    }
}
