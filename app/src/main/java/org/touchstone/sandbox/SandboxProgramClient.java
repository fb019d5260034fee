package org.touchstone.sandbox;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriComponentsBuilder;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.web.Outside;
import org.touchstone.foundation.web.Refused;
import org.touchstone.registry.Host;

/** The sandbox program beside the platform, as the switchboard speaks with it. */
@Component
class SandboxProgramClient {

    private final RestClient http;
    private final @Nullable URI base;

    SandboxProgramClient(Outside outside, Settings settings) {
        this.http = outside.client();
        this.base = settings.sandboxUrl();
    }

    /** A person of the sandbox's registries. */
    record SamplePerson(
            String id,
            String name,
            List<String> roles,
            String nationalId,
            String mobile,
            String email,
            String language,
            List<SampleBusiness> businesses) {}

    /** A business of the sandbox's registries. */
    record SampleBusiness(
            String legalId,
            String legalName,
            String trade,
            @Nullable String phone,
            @Nullable String postalCode,
            @Nullable String ownerNationalId) {

        /** The same business with its owner named, as the list of people leaves out. */
        SampleBusiness ownedBy(String nationalId) {
            return new SampleBusiness(legalId, legalName, trade, phone, postalCode, nationalId);
        }
    }

    /** A month's orders. */
    record SampleMonth(String month, long orders) {}

    private record SampleOrders(List<SampleMonth> months) {}

    /** A message the sandbox received. */
    public record SampleMessage(
            String id,
            String channel,
            String to,
            @Nullable String subject,
            String text,
            @Nullable String sentAt) {}

    List<SamplePerson> people() {
        return get("/people", new ParameterizedTypeReference<>() {});
    }

    List<SamplePerson> addPeople(int count, String role) {
        return post("/people", Map.of("count", count, "role", role), new ParameterizedTypeReference<>() {});
    }

    SampleBusiness addBusiness(String legalName) {
        return post("/business", Map.of("legalName", legalName), new ParameterizedTypeReference<>() {});
    }

    /** The city of a postal code; nothing where the register of addresses knows none, or does not answer. */
    Optional<String> city(@Nullable String postalCode) {
        if (postalCode == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(post(
                            "/address/lookup",
                            Map.of("postalCode", postalCode),
                            new ParameterizedTypeReference<Map<String, String>>() {})
                    .get("city"));
        } catch (Refused e) {
            return Optional.empty();
        }
    }

    List<SampleMonth> orders(String legalId, String from, String to) {
        return post(
                        "/orders/lookup",
                        Map.of("legalId", legalId, "from", from, "to", to),
                        new ParameterizedTypeReference<SampleOrders>() {})
                .months();
    }

    List<SampleMessage> messages(Optional<String> to, int limit) {
        var path = UriComponentsBuilder.fromPath("/messages")
                .queryParam("limit", limit)
                .queryParamIfPresent("to", to.map(t -> t.replace("+", "%2B")))
                .build(true)
                .toUriString();
        return get(path, new ParameterizedTypeReference<>() {});
    }

    Map<String, Object> setRegistry(String name, Map<String, Object> mode) {
        return post("/registries/" + name, mode, new ParameterizedTypeReference<>() {});
    }

    /** A website of the world outside. */
    record SampleWebsite(String host, String tls, String behaviour, List<String> paths) {}

    List<SampleWebsite> websites() {
        return get("/websites", new ParameterizedTypeReference<>() {});
    }

    SampleWebsite openWebsite(Host host, Map<String, @Nullable Object> website) {
        return call(http.put().uri(uri("/websites/" + host)).body(website), new ParameterizedTypeReference<>() {});
    }

    void shutWebsite(Host host) {
        refusing(() -> http.delete().uri(uri("/websites/" + host)).retrieve().toBodilessEntity());
    }

    Map<String, @Nullable Object> stateFacts(Map<String, String> facts) {
        return post("/facts", facts, new ParameterizedTypeReference<>() {});
    }

    private <T> T get(String path, ParameterizedTypeReference<T> type) {
        return call(http.get().uri(uri(path)), type);
    }

    private <T> T post(String path, Object body, ParameterizedTypeReference<T> type) {
        return call(http.post().uri(uri(path)).body(body), type);
    }

    private static <T> T call(RestClient.RequestHeadersSpec<?> request, ParameterizedTypeReference<T> type) {
        var body = refusing(() -> request.retrieve().body(type));
        if (body == null) {
            throw new Refused(HttpStatus.BAD_GATEWAY, "registry-unavailable");
        }
        return body;
    }

    private static <T extends @Nullable Object> T refusing(Supplier<T> call) {
        try {
            return call.get();
        } catch (HttpClientErrorException.NotFound e) {
            throw Refused.notFound();
        } catch (HttpClientErrorException e) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "bad-request");
        } catch (RestClientException e) {
            throw new Refused(HttpStatus.SERVICE_UNAVAILABLE, "registry-unavailable");
        }
    }

    private URI uri(String path) {
        if (base == null) {
            throw Refused.notFound();
        }
        return URI.create(base + path);
    }
}
