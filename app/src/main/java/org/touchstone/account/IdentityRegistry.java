package org.touchstone.account;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.web.Outside;
import org.touchstone.foundation.web.Refused;
import org.touchstone.rules.identity.IdentityNumber;

/** The registry that knows who belongs to an identity number. The number travels in the body, never in an address. */
@Component
class IdentityRegistry {

    private final RestClient http;
    private final @Nullable URI url;

    IdentityRegistry(Outside outside, Settings settings) {
        this.http = outside.client();
        this.url = settings.identityUrl();
    }

    /** What the registry knows of a person. */
    record Entry(
            String name,
            @Nullable String mobile,
            @Nullable String email,
            @Nullable String language) {}

    /** Looks a person up. Refused with {@code registry-unavailable} while the registry does not answer. */
    Optional<Entry> find(IdentityNumber number) {
        if (url == null) {
            throw new Refused(HttpStatus.SERVICE_UNAVAILABLE, "registry-unavailable");
        }
        try {
            return Optional.ofNullable(http.post()
                    .uri(url)
                    .body(Map.of("nationalId", number.value()))
                    .retrieve()
                    .body(Entry.class));
        } catch (HttpClientErrorException.NotFound e) {
            return Optional.empty();
        } catch (RestClientException e) {
            throw new Refused(HttpStatus.SERVICE_UNAVAILABLE, "registry-unavailable");
        }
    }
}
