package dev.tapedeck.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Port ranges for stacks in tests. */
public final class TestPorts {
    private static final int FIRST = 28300;
    private static final int LAST = 28399;

    private TestPorts() {}

    /** Returns the first port of a free range that is long enough for a stack. */
    public static int freeBase() {
        for (int base = FIRST; base + Layout.PORT_SPAN <= LAST; base++) {
            if (isFree(base)) {
                return base;
            }
        }
        throw new IllegalStateException(
                "no " + (Layout.PORT_SPAN + 1) + " free ports in a row in " + FIRST + ".." + LAST);
    }

    private static boolean isFree(int base) {
        for (int port = base; port <= base + Layout.PORT_SPAN; port++) {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                socket.setReuseAddress(true);
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }
}
