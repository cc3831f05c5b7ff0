package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.core.Roles;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The WebSocket at {@code /ws}, for everybody who may read. */
@RolesAllowed(Roles.VIEWER)
@WebSocket(path = "/ws")
public class LiveSocket {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSocket.class);

    private final ClientFeeds feeds;

    public LiveSocket(ClientFeeds feeds) {
        this.feeds = feeds;
    }

    @OnOpen
    void open(WebSocketConnection connection) {
        feeds.open(
                connection,
                connection.userData().get(SocketGate.USER),
                Instant.ofEpochMilli(connection.userData().get(SocketGate.UNTIL)));
    }

    @OnTextMessage
    void received(String message, WebSocketConnection connection) {
        feeds.received(connection, message);
    }

    @OnClose
    void closed(WebSocketConnection connection) {
        feeds.closed(connection);
    }

    @OnError
    void failed(Throwable cause, WebSocketConnection connection) {
        LOG.debug("Client {} failed", connection.id(), cause);
    }
}
