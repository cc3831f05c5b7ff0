package dev.tapedeck.gateway.out;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.gateway.core.AcknowledgementView;
import dev.tapedeck.gateway.core.ClientMessage;
import dev.tapedeck.gateway.core.ClientMessage.AcknowledgementNews;
import dev.tapedeck.gateway.core.ClientMessage.EventNews;
import dev.tapedeck.gateway.core.ClientMessage.MarketNews;
import dev.tapedeck.gateway.core.ClientMessage.OrderNews;
import dev.tapedeck.gateway.core.ClientMessage.PositionNews;
import dev.tapedeck.gateway.core.ClientMessage.SessionNews;
import dev.tapedeck.gateway.core.ClientMessage.StrategyNews;
import dev.tapedeck.gateway.core.OrderView;
import dev.tapedeck.gateway.core.PositionView;
import dev.tapedeck.gateway.core.Projection;
import dev.tapedeck.gateway.core.SessionView;
import dev.tapedeck.gateway.core.Snapshot;
import dev.tapedeck.gateway.core.StrategyView;
import java.time.Instant;

/** The WebSocket messages of this gateway as text. */
public final class MessageTexts implements Projection.Form {
    private final String gatewayId;

    /** {@code gatewayId} names this process: numbers of messages mean something only together with it. */
    public MessageTexts(String gatewayId) {
        this.gatewayId = gatewayId;
    }

    public String gatewayId() {
        return gatewayId;
    }

    @Override
    public String text(long seq, ClientMessage message) {
        return GatewayJson.text(
                switch (message) {
                    case EventNews news ->
                        new EventText("event", seq, news.topic().topicName(), news.event());
                    case OrderNews news -> new OrderText("order", seq, news.order());
                    case PositionNews news -> new PositionText("position", seq, news.position());
                    case SessionNews news -> new SessionText("session", seq, news.session());
                    case StrategyNews news -> new StrategyText("strategy", seq, news.strategy());
                    case AcknowledgementNews news ->
                        new AcknowledgementText("acknowledgement", seq, news.acknowledgement());
                    case MarketNews news -> new MarketText("market", seq, news);
                });
    }

    public String snapshot(Projection.Numbered picture, Instant serverTime) {
        return GatewayJson.text(new SnapshotText("snapshot", picture.seq(), gatewayId, serverTime, picture.snapshot()));
    }

    public String heartbeat(long seq, Instant serverTime) {
        return GatewayJson.text(new HeartbeatText("heartbeat", seq, serverTime));
    }

    public String tooSlow(long seq) {
        return GatewayJson.text(new TooSlowText("tooSlow", seq));
    }

    private record EventText(String type, long seq, String topic, Event<?> event) {}

    private record OrderText(String type, long seq, OrderView order) {}

    private record PositionText(String type, long seq, PositionView position) {}

    private record SessionText(String type, long seq, SessionView session) {}

    private record StrategyText(String type, long seq, StrategyView strategy) {}

    private record AcknowledgementText(String type, long seq, AcknowledgementView acknowledgement) {}

    private record MarketText(
            String type, long seq, @JsonUnwrapped MarketNews news) {}

    private record SnapshotText(
            String type,
            long seq,
            String gatewayId,
            Instant serverTime,
            @JsonUnwrapped Snapshot snapshot) {}

    private record HeartbeatText(String type, long seq, Instant serverTime) {}

    private record TooSlowText(String type, long seq) {}
}
