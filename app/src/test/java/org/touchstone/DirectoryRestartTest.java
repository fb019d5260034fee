package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.touchstone.Http.Answer;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.database.Folders;
import org.touchstone.registry.BulkMark;
import org.touchstone.registry.Host;
import org.touchstone.registry.Registry;
import org.touchstone.rules.mark.MarkState;

/** The index of the register through kills, losses and whatever was done behind its back: it is made again from the database. */
class DirectoryRestartTest {

    private static final int MANY = 20_000;

    private static Answer await(Http http, String path, Predicate<Answer> so) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        var answer = http.get(path);
        while (!so.test(answer)) {
            assertThat(System.nanoTime()).as(answer.text()).isLessThan(until);
            Thread.sleep(20);
            answer = http.get(path);
        }
        return answer;
    }

    private static int total(Answer answer) {
        return answer.json().at("/total/value").asInt();
    }

    @Test
    void a_killed_platform_finds_everything_again() throws Exception {
        try (var platform = Installation.process()) {
            platform.start();
            var http = platform.http();
            var shop = http.shop();
            var path = "/api/v1/register?q=" + shop.host();
            await(http, path, a -> a.status() == 200 && total(a) == 1);
            platform.kill();
            fill(platform, shop.code());

            // Killed in the moment after it was written, the index takes up what it had not kept, and what nobody told
            // it of.
            platform.start();
            await(http, path, a -> a.status() == 200 && total(a) == 1);
            await(http, "/api/v1/register?q=behind+its+back", a -> a.status() == 200 && total(a) == 1);
            await(http, "/api/v1/register?q=quantity+19999", a -> a.status() == 200 && total(a) >= 1);

            // Lost, it is built again; meanwhile it is said how far that is. Killed in the middle, it begins anew.
            platform.kill();
            lose(platform);
            platform.start();
            var begun = await(
                    http,
                    "/api/v1/register",
                    a -> a.status() == 503 && a.json().path("indexed").asInt() > 0);
            assertThat(begun.code()).isEqualTo("register-being-built");
            assertThat(begun.json().path("of").asInt()).isEqualTo(MANY + 1);
            assertThat(begun.json().path("detail").asString()).contains("20,001");
            var page = http.get("/register");
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.text()).contains("<progress");
            platform.kill();
            platform.start();
            await(http, path, a -> a.status() == 200 && total(a) == 1);
            assertThat(http.get("/register.csv").text().lines().distinct().count())
                    .isEqualTo(MANY + 2);
        }
    }

    private static void fill(PlatformProcess platform, String code) {
        try (var here = Installation.after(platform)) {
            var now = here.part(DatabaseClock.class).instant();
            for (int i = 0; i < MANY; ) {
                var marks = new ArrayList<BulkMark>();
                for (int end = i + 5000; i < end; i++) {
                    marks.add(new BulkMark(
                            new Host("quantity" + i + ".example"),
                            "Quantity " + i,
                            "HOME",
                            "تهران",
                            MarkState.ISSUED,
                            now,
                            now.plus(Duration.ofDays(30))));
                }
                here.part(Registry.class).takeOver(marks, "test:quantity");
            }
            // As a restored backup may: a row changes, and no transaction of this database tells of it.
            var jdbc = here.jdbc();
            jdbc.sql("ALTER TABLE business DISABLE TRIGGER business_change").update();
            jdbc.sql("""
                    UPDATE business SET legal_name = 'Behind Its Back' WHERE id = (
                        SELECT w.business_id FROM mark m JOIN website w ON w.id = m.website_id WHERE m.code = :code)
                    """).param("code", code).update();
            jdbc.sql("ALTER TABLE business ENABLE TRIGGER business_change").update();
        }
    }

    private static void lose(PlatformProcess platform) throws IOException {
        Folders.delete(platform.data().resolve("index"));
    }
}
