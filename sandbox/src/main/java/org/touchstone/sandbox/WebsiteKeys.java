package org.touchstone.sandbox;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.touchstone.sandbox.Website.Tls;

/** Shows each client the certificate of the website it asks for, and none where there is no such website. */
final class WebsiteKeys extends X509ExtendedKeyManager {

    private final Websites websites;
    private final Certificates certificates;

    WebsiteKeys(Websites websites, Certificates certificates) {
        this.websites = websites;
        this.certificates = certificates;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        if (engine == null || !keyType.equals("EC")) {
            return null;
        }
        return asked(engine)
                .flatMap(websites::at)
                .filter(website -> website.tls() != Tls.NONE)
                .map(website -> website.tls() + " " + website.host())
                .orElse(null);
    }

    private static Optional<String> asked(SSLEngine engine) {
        return engine.getHandshakeSession() instanceof ExtendedSSLSession session
                ? session.getRequestedServerNames().stream()
                        .flatMap(name -> name instanceof SNIHostName host
                                ? Optional.of(host.getAsciiName().toLowerCase(Locale.ROOT)).stream()
                                : Optional.<String>empty().stream())
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        int space = alias.indexOf(' ');
        return certificates
                .chain(alias.substring(space + 1), Tls.valueOf(alias.substring(0, space)))
                .toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return certificates.key();
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
