package org.touchstone.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Tells addresses of the public internet from those inside somebody's house. Whoever may name an address we call could otherwise
 * use us to reach our own machines. What is public is what IANA's registries of special-purpose addresses (RFC 6890) leave.
 */
public final class PublicAddress {

    private PublicAddress() {}

    /**
     * Whether every address of a host is public, asking the system's names. A host without addresses is not. Says nothing about a
     * later question: who connects afterwards must look at the address again, as {@link Fetcher} does.
     */
    public static boolean isPublic(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(PublicAddress::isPublic);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether an address is public. */
    public static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var b = address.getAddress();
        return b.length == 4 ? isPublic4(b) : isPublic6(b);
    }

    private static boolean isPublic4(byte[] b) {
        int first = b[0] & 0xff;
        int second = b[1] & 0xff;
        int third = b[2] & 0xff;
        return first != 0
                && first != 10
                && first != 127
                && first < 224
                && !(first == 100 && second >= 64 && second < 128)
                && !(first == 169 && second == 254)
                && !(first == 172 && second >= 16 && second < 32)
                && !(first == 192 && second == 168)
                && !(first == 192 && second == 0 && (third == 0 || third == 2))
                && !(first == 192 && second == 88 && third == 99)
                && !(first == 198 && (second == 18 || second == 19))
                && !(first == 198 && second == 51 && third == 100)
                && !(first == 203 && second == 0 && third == 113);
    }

    /**
     * Global unicast is 2000::/3. Of it, 2001::/23 is for protocols (Teredo among them), 2001:db8::/32 and 3fff::/20 for documents,
     * and 2002::/16 (6to4) carries an IPv4 address within. 64:ff9b::/96 (NAT64) and ::ffff:0:0/96 lie outside of it.
     */
    private static boolean isPublic6(byte[] b) {
        int first = (b[0] & 0xff) << 8 | (b[1] & 0xff);
        int second = (b[2] & 0xff) << 8 | (b[3] & 0xff);
        return (first & 0xe000) == 0x2000
                && first != 0x2002
                && !(first == 0x2001 && (second < 0x0200 || second == 0x0db8))
                && !(first == 0x3fff && second < 0x1000);
    }
}
