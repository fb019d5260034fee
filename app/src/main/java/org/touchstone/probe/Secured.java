package org.touchstone.probe;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.touchstone.probe.Fetched.Why;

/**
 * A connection made secure, with what its certificate is worth. Whether one that does not hold ends it is for the caller: who only
 * looks wants to see the page of a forger, whose certificate is seldom in order.
 *
 * @param socket the connection
 * @param chain the certificates the host sent, its own first
 * @param protocol such as {@code TLSv1.3}
 * @param fault the first thing wrong; absent where it holds
 */
record Secured(
        SSLSocket socket,
        List<X509Certificate> chain,
        String protocol,
        @Nullable TlsFault fault) {

    static Secured over(Socket plain, String host, Set<TrustAnchor> anchors, boolean tolerate, String... protocols)
            throws IOException {
        var witness = new Witness(host, anchors, tolerate);
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {witness}, null);
            var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, plain.getPort(), true);
            var parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(host)));
            parameters.setApplicationProtocols(new String[] {"http/1.1"});
            if (protocols.length > 0) {
                parameters.setProtocols(protocols);
            }
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return new Secured(socket, witness.chain, socket.getSession().getProtocol(), witness.fault());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException | IllegalArgumentException e) {
            throw new Ended(Why.TLS_FAILED, witness.fault(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Sees the certificates and says what they are worth; ends the handshake over it only where asked to. */
    private static final class Witness extends X509ExtendedTrustManager {

        private final String host;
        private final Set<TrustAnchor> anchors;
        private final boolean tolerate;
        private List<X509Certificate> chain = List.of();
        private List<TlsFault> faults = List.of();

        Witness(String host, Set<TrustAnchor> anchors, boolean tolerate) {
            this.host = host;
            this.anchors = anchors;
            this.tolerate = tolerate;
        }

        private @Nullable TlsFault fault() {
            return faults.isEmpty() ? null : faults.getFirst();
        }

        private void see(X509Certificate[] sent) throws CertificateException {
            chain = List.of(sent);
            faults = Certificates.faults(chain, host, anchors, null);
            if (!tolerate && !faults.isEmpty()) {
                throw new CertificateException("the certificate does not hold: " + faults);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] sent, String kind, @Nullable Socket socket)
                throws CertificateException {
            see(sent);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] sent, String kind, @Nullable SSLEngine engine)
                throws CertificateException {
            see(sent);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] sent, String kind) throws CertificateException {
            see(sent);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] sent, String kind, @Nullable Socket socket)
                throws CertificateException {
            throw new CertificateException("nobody calls us");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] sent, String kind, @Nullable SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("nobody calls us");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] sent, String kind) throws CertificateException {
            throw new CertificateException("nobody calls us");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
