package org.touchstone.notice;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Tells addresses of the public internet from those inside somebody's house. Whoever may name an address we call could otherwise
 * use us to reach our own machines.
 */
final class PublicAddress {

    private PublicAddress() {}

    /** Whether every address of a host is public. A host without addresses is not. */
    static boolean isPublic(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(PublicAddress::isPublic);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var b = address.getAddress();
        int first = b[0] & 0xff;
        int second = b[1] & 0xff;
        if (b.length == 4) {
            return first != 0
                    && first < 240
                    && !(first == 100 && second >= 64 && second < 128)
                    && !(first == 192 && second == 0 && b[2] == 0)
                    && !(first == 198 && (second == 18 || second == 19));
        }
        // Global unicast is 2000::/3; 6to4 (2002::/16) and Teredo (2001::/32) carry IPv4 addresses within.
        boolean global = (first & 0xe0) == 0x20;
        boolean carries = first == 0x20 && (second == 0x02 || (second == 0x01 && b[2] == 0 && b[3] == 0));
        return global && !carries;
    }
}
