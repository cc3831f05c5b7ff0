package dev.tapedeck.gateway.in.auth;

import java.util.Arrays;

/** What limits count by: an IPv4 address, or the network of 2^64 addresses that one user of IPv6 has. */
public final class Addresses {
    private static final int NETWORK_GROUPS = 4;

    private Addresses() {}

    public static String network(String address) {
        String plain = address.split("%", 2)[0];
        if (!plain.contains(":") || plain.contains(".")) {
            return address;
        }
        int gap = plain.indexOf("::");
        String before = gap < 0 ? plain : plain.substring(0, gap);
        String[] groups = before.isEmpty() ? new String[0] : before.split(":", -1);
        String[] network = Arrays.copyOf(groups, NETWORK_GROUPS);
        for (int i = groups.length; i < NETWORK_GROUPS; i++) {
            network[i] = "0";
        }
        return String.join(":", network) + "::/64";
    }
}
