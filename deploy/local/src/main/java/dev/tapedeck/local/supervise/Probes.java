package dev.tapedeck.local.supervise;

import dev.tapedeck.local.Http;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.broker.TopicCreator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** How each member of the stack is asked whether it is ready. */
public final class Probes {
    private static final int BROKER_TIMEOUT_MILLIS = 3000;

    private Probes() {}

    /** Returns the probe of a member: of a service its own readiness, of the broker that it answers and has all topics. */
    public static Probe of(Layout layout, Member member) {
        return switch (member) {
            case BROKER -> () -> brokerIsReady(layout.port(member), layout.bootstrapServers());
            case QUESTDB -> http(layout.url(member, "/ping"));
            case EXCHANGE_SIMULATOR -> http(layout.url(member, "/control/status"));
            case MARKET_DATA, INDICATOR, STRATEGY, RISK, ORDER, POSITION_SYNC, GATEWAY ->
                http(layout.url(member, "/q/health/ready"));
        };
    }

    /** Returns the probe of a service that listens on another port than its member's. */
    public static Probe serviceOn(int port) {
        return http(URI.create("http://" + Layout.HOST + ":" + port + "/q/health/ready"));
    }

    private static Probe http(URI uri) {
        return () -> {
            try {
                return Http.status(uri) / 100 == 2;
            } catch (StackFailure silent) {
                return false;
            }
        };
    }

    private static boolean brokerIsReady(int port, String bootstrapServers) {
        if (!accepts(port)) {
            return false;
        }
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                BROKER_TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                BROKER_TIMEOUT_MILLIS);
        try (Admin admin = Admin.create(settings)) {
            return admin.listTopics().names().get().containsAll(TopicCreator.topicNames());
        } catch (ExecutionException silent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
