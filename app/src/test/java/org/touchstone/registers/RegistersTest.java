package org.touchstone.registers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.web.Outside;
import org.touchstone.registers.RegisterAnswer.Known;
import org.touchstone.registers.RegisterAnswer.NoAnswer;
import org.touchstone.registers.Registers.MonthEntry;
import org.touchstone.rules.identity.IdentityNumber;

/** An answer counts only if it answers the question. */
class RegistersTest {

    private static final String BUSINESS =
            "{\"legalId\":\"1400-0000 000\",\"legalName\":\"Shop\",\"trade\":\"GROCERY\",\"postalCode\":\"1234567890\"}";

    private static final YearMonth MAY = YearMonth.of(2026, 5);

    private final AtomicReference<String> says = new AtomicReference<>("");
    private final HttpServer server;
    private final Registers registers;

    RegistersTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            var bytes = says.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        registers = registers();
    }

    private Registers registers() {
        var url = "http://localhost:" + server.getAddress().getPort() + "/x/";
        var all = Map.of(
                "touchstone.mobile-url", url,
                "touchstone.business-url", url,
                "touchstone.licence-url", url,
                "touchstone.address-url", url,
                "touchstone.tax-url", url,
                "touchstone.orders-url", url);
        var settings = new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("touchstone", Settings.class);
        return new Registers(new Outside(), settings, _ -> {});
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void an_answer_to_the_question_is_known_however_its_number_is_grouped() {
        says.set(BUSINESS);
        assertThat(registers.business("14000000000")).isInstanceOf(Known.class);
    }

    @Test
    void an_answer_about_another_business_tells_nothing() {
        says.set(BUSINESS);
        assertThat(registers.business("14000000001")).isInstanceOf(NoAnswer.class);
    }

    @Test
    void orders_are_known_month_by_month() {
        says.set("{\"months\":[{\"month\":\"2026-05\",\"orders\":120}]}");
        assertThat(registers.orders("14000000000", MAY, MAY))
                .isEqualTo(new Known<>(Optional.of(List.of(new MonthEntry(MAY, 120)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"months\":[{\"month\":\"2026-06\",\"orders\":120}]}",
                "{\"months\":[{\"month\":\"2026-05\",\"orders\":-1}]}",
                "{\"months\":[{\"month\":\"May\",\"orders\":1}]}",
                "{\"months\":[{\"orders\":1}]}"
            })
    void orders_of_other_months_or_below_nothing_are_no_answer(String said) {
        says.set(said);
        assertThat(registers.orders("14000000000", MAY, MAY)).isInstanceOf(NoAnswer.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[]", "{\"error\":\"busy\"}", "<html>"})
    void what_says_nothing_is_no_answer_and_never_a_no(String said) {
        says.set(said);
        assertThat(registers.business("14000000000")).isInstanceOf(NoAnswer.class);
        assertThat(registers.licencesOf("14000000000")).isInstanceOf(NoAnswer.class);
        assertThat(registers.licence("L-1")).isInstanceOf(NoAnswer.class);
        assertThat(registers.address("1234567890")).isInstanceOf(NoAnswer.class);
        assertThat(registers.tax("14000000000")).isInstanceOf(NoAnswer.class);
        assertThat(registers.orders("14000000000", MAY, MAY)).isInstanceOf(NoAnswer.class);
        var person = Objects.requireNonNull(IdentityNumber.ofPerson("0084575948"));
        assertThat(registers.mobileBelongs(person, "+989121234567")).isInstanceOf(NoAnswer.class);
    }
}
