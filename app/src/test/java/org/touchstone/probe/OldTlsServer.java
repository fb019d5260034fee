package org.touchstone.probe;

import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server of old TLS, a program of its own: only a Java that is told so at its start still speaks it. Prints its port. */
final class OldTlsServer {

    private OldTlsServer() {}

    /** Arguments: a PKCS12 file, then the protocols. */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var file = new FileInputStream(arguments[0])) {
            store.load(file, "secret".toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, "secret".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        try (var server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            server.setEnabledProtocols(arguments[1].split(","));
            System.out.println(server.getLocalPort());
            while (true) {
                var socket = (SSLSocket) server.accept();
                Thread.startVirtualThread(() -> {
                    try (socket) {
                        socket.startHandshake();
                    } catch (IOException e) {
                        // The visitor only wanted to know.
                    }
                });
            }
        }
    }
}
