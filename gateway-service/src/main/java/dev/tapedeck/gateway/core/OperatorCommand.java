package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.CommandEvent.SetTradingState;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import java.time.Instant;

/** The command that asks for a trading state. It belongs to no session, so that whoever decides reads all of them in order. */
public final class TradingStateCommand {
    private static final String SUBJECT = "global";

    private TradingStateCommand() {}

    public static Event<SetTradingState> of(ReadModel model, SetTradingState asked, Instant at) {
        long sequence = model.lastSequence(Topic.COMMANDS, SUBJECT) + 1;
        String id = "trading-state/" + asked.scope() + "/" + asked.scopeId() + "/ask/" + sequence;
        return new Event<>(id, Service.GATEWAY.id(), SUBJECT, at, sequence, null, null, asked);
    }
}
