package org.touchstone.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The contract test of registries: asks each with a sample number and with an unknown one, as the platform would, and
 * holds the answers against docs/adapters.
 */
final class AdapterCheck {

    static final String USAGE = """
            usage: touchstone adapters check --sample FILE [--token TOKEN] [--identity-url URL] [--mobile-url URL]
                     [--business-url URL] [--licence-url URL] [--licence-number-url URL] [--address-url URL]
                     [--tax-url URL] [--orders-url URL]
              Asks each registry given as the platform would and holds its answers against docs/adapters; exits with 1 if
              one of them fails. The sample is {"nationalId","mobile","legalId","postalCode","licenceNumber","unknown":{…}}
              with what the registries know, and below "unknown" well-formed numbers that they do not know.""";

    /** As long as the platform waits. */
    private static final Duration TO_CONNECT = Duration.ofSeconds(3);

    private static final Duration TO_ANSWER = Duration.ofSeconds(5);

    /**
     * One operation.
     *
     * @param field the member of the body that names what is asked for
     * @param sample its name in the sample
     * @param further members of the body that are sent with it
     */
    private record Adapter(
            String option, String file, String path, String field, String sample, List<String> further) {}

    private static final List<Adapter> ADAPTERS = List.of(
            new Adapter("identity-url", "identity", "/identity/lookup", "nationalId", "nationalId", List.of()),
            new Adapter("mobile-url", "identity", "/identity/mobile", "nationalId", "nationalId", List.of("mobile")),
            new Adapter("business-url", "business", "/business/lookup", "legalId", "legalId", List.of()),
            new Adapter("licence-url", "licence", "/licence/lookup", "legalId", "legalId", List.of()),
            new Adapter("licence-number-url", "licence", "/licence/by-number", "number", "licenceNumber", List.of()),
            new Adapter("address-url", "address", "/address/lookup", "postalCode", "postalCode", List.of()),
            new Adapter("tax-url", "tax", "/tax/lookup", "legalId", "legalId", List.of()),
            new Adapter("orders-url", "orders", "/orders/lookup", "legalId", "legalId", List.of()));

    private static final class Unusable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message, null, false, false);
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TO_CONNECT).build();
    private final JsonNode sample;
    private final @Nullable String token;
    private final PrintStream out;
    private int passed;
    private int failed;

    private AdapterCheck(JsonNode sample, @Nullable String token, PrintStream out) {
        this.sample = sample;
        this.token = token;
        this.out = out;
    }

    /**
     * Runs the command.
     *
     * @return 0 if every check passed, 1 if one failed, 2 if there was nothing to run
     */
    static int run(List<String> arguments, PrintStream out) {
        try {
            Map<String, String> options = options(arguments);
            List<Adapter> chosen = ADAPTERS.stream()
                    .filter(adapter -> options.containsKey(adapter.option()))
                    .toList();
            String file = options.get("sample");
            if (file == null || chosen.isEmpty()) {
                throw new Unusable(USAGE);
            }
            var check = new AdapterCheck(sample(file), options.get("token"), out);
            for (Adapter adapter : chosen) {
                check.check(adapter, address(adapter, options));
            }
            out.println(check.passed + " passed, " + check.failed + " failed");
            return check.failed == 0 ? 0 : 1;
        } catch (Unusable e) {
            out.println(e.getMessage());
            return 2;
        }
    }

    private static Map<String, String> options(List<String> arguments) {
        if (arguments.isEmpty() || !arguments.getFirst().equals("check") || arguments.size() % 2 == 0) {
            throw new Unusable(USAGE);
        }
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < arguments.size(); i += 2) {
            String name = arguments.get(i).replaceFirst("^--", "");
            boolean known = name.equals("sample")
                    || name.equals("token")
                    || ADAPTERS.stream().anyMatch(adapter -> adapter.option().equals(name));
            if (!known || !arguments.get(i).startsWith("--")) {
                throw new Unusable(USAGE);
            }
            options.put(name, arguments.get(i + 1));
        }
        return options;
    }

    private static JsonNode sample(String file) {
        try {
            JsonNode sample = Json.tree(Files.readString(Path.of(file)));
            if (sample.isObject()) {
                return sample;
            }
            throw new Unusable("The sample " + file + " is not a JSON object.");
        } catch (IOException | InvalidPathException | JacksonException e) {
            throw new Unusable("The sample " + file + " cannot be read.");
        }
    }

    private static URI address(Adapter adapter, Map<String, String> options) {
        try {
            URI address = URI.create(options.getOrDefault(adapter.option(), ""));
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new Unusable("--" + adapter.option() + " must be an address that begins with https:// or http://.");
    }

    private void check(Adapter adapter, URI address) {
        AdapterFile file = AdapterFile.of(adapter.file());
        String known = body(adapter, "");
        String unknown = body(adapter, "unknown.");
        check(adapter, "a known number is answered as described", () -> {
            HttpResponse<String> answer = ask(address, known, token);
            List<String> faults = new ArrayList<>(faults(file, adapter, answer));
            if (faults.isEmpty() && answer.statusCode() != 200) {
                faults.add("status " + answer.statusCode() + " instead of 200");
            }
            if (faults.isEmpty()) {
                JsonNode said = Json.tree(answer.body()).path(adapter.field());
                if (said.isString() && !said.equals(sample.path(adapter.sample()))) {
                    faults.add("the answer is about another " + adapter.field());
                }
            }
            return faults;
        });
        check(adapter, "an unknown number is answered with 404", () -> {
            HttpResponse<String> answer = ask(address, unknown, token);
            return answer.statusCode() == 404
                    ? faults(file, adapter, answer)
                    : List.of("status " + answer.statusCode() + " instead of 404");
        });
        check(adapter, "a request without a number is refused", () -> {
            int status = ask(address, "{}", token).statusCode();
            return status >= 400 && status < 500 ? List.of() : List.of("status " + status + " instead of 400");
        });
        if (token != null) {
            check(adapter, "a request without the token is refused", () -> {
                int status = ask(address, known, null).statusCode();
                return status == 401 || status == 403 ? List.of() : List.of("status " + status + " instead of 401");
            });
        }
    }

    private static List<String> faults(AdapterFile file, Adapter adapter, HttpResponse<String> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        return file.faults(adapter.path(), answer.statusCode(), type, answer.body());
    }

    private String body(Adapter adapter, String where) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put(adapter.field(), text(adapter, where + adapter.sample()));
        adapter.further().forEach(name -> body.put(name, text(adapter, name)));
        return Json.text(body);
    }

    private String text(Adapter adapter, String name) {
        return Optional.of(sample.at("/" + name.replace('.', '/')))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .orElseThrow(
                        () -> new Unusable("The sample lacks " + name + ", which --" + adapter.option() + " needs."));
    }

    @FunctionalInterface
    private interface Question {
        List<String> faults() throws IOException, InterruptedException;
    }

    private void check(Adapter adapter, String what, Question question) {
        List<String> faults;
        try {
            faults = question.faults();
        } catch (IOException e) {
            faults = List.of("no answer within " + TO_ANSWER.toSeconds() + " s: "
                    + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            faults = List.of("interrupted");
        }
        String name = adapter.option().replaceFirst("-url$", "");
        if (faults.isEmpty()) {
            passed++;
            out.println("passed  " + name + ": " + what);
        } else {
            failed++;
            out.println("FAILED  " + name + ": " + what);
            faults.forEach(fault -> out.println("          " + fault));
        }
    }

    private HttpResponse<String> ask(URI address, String body, @Nullable String bearer)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(TO_ANSWER)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
