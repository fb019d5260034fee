package org.touchstone.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.PlainSentence;
import org.touchstone.foundation.Settings;

/** The authorities that stand behind certificates: those of the platform's Java, in a sandbox also its own. */
@Component
class Trust {

    private final Set<TrustAnchor> anchors;

    Trust(Settings settings) {
        if (settings.probeCa() != null && !settings.sandbox()) {
            throw new PlainSentence("The setting probe-ca is for a sandbox only; leave it out.");
        }
        anchors = anchors(settings.probeCa());
    }

    Set<TrustAnchor> anchors() {
        return anchors;
    }

    private static Set<TrustAnchor> anchors(@Nullable Path further) {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            var all = Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                    .map(authority -> new TrustAnchor(authority, null))
                    .collect(Collectors.toSet());
            if (further != null) {
                try (var file = Files.newInputStream(further)) {
                    for (var authority : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                        all.add(new TrustAnchor((X509Certificate) authority, null));
                    }
                }
            }
            return Set.copyOf(all);
        } catch (GeneralSecurityException | IOException e) {
            throw new PlainSentence("The authorities' certificates cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
