package org.touchstone.seal.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.seal.SealCertificates;

/** The certificates that everyone checks sealed documents with. Public. */
@RestController
class SealApi {

    private static final CacheControl SOME_MINUTES =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final SealCertificates certificates;

    SealApi(SealCertificates certificates) {
        this.certificates = certificates;
    }

    @GetMapping("/.well-known/seal-certificates.pem")
    ResponseEntity<byte[]> certificates() {
        return ResponseEntity.ok()
                .cacheControl(SOME_MINUTES)
                .header("Content-Type", "application/pem-certificate-chain")
                .body(certificates.pem().getBytes(StandardCharsets.US_ASCII));
    }
}
