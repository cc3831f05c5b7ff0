package dev.tapedeck.local.log;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.AcknowledgementEvent.TradingStateAcknowledged;
import dev.tapedeck.contracts.topic.Topic;

/** Who must obey a trading state, and who said that it does. */
public final class Acknowledgements {
    private Acknowledgements() {}

    /** Returns how many acknowledgements make a decision obeyed everywhere: one of each cell of strategy, risk and order. */
    public static int expected() {
        return Topic.INDICATORS.partitions() + Topic.SIGNALS.partitions() + Topic.ORDERS.partitions();
    }

    /** Returns how many cells said that they obey this decision, and none after it for the same scope. */
    public static long of(String decisionId, LogReader log) {
        return log.newestByKey(Topic.ACKNOWLEDGEMENTS.topicName()).values().stream()
                .filter(value -> isOf(decisionId, value))
                .count();
    }

    private static boolean isOf(String decisionId, byte[] value) {
        try {
            return EventCodec.decode(value).data() instanceof TradingStateAcknowledged obeyed
                    && obeyed.decisionId().equals(decisionId);
        } catch (UndecodableEvent unreadable) {
            return false;
        }
    }
}
