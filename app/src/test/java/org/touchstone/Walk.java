package org.touchstone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.touchstone.Http.Answer;
import org.touchstone.Http.Shop;
import org.touchstone.rules.complaint.Step;

/** A random life of shops, lived through the interface: filings, answers, ratings, jumps of the clock, every branch of a case. */
final class Walk {

    /** A complaint that was taken in. */
    record Open(String id, String consumer, Shop shop) {}

    /** Who lives there. Several walks may share one. */
    record World(List<Shop> shops, List<String> consumers, String officer, String appeals, List<Open> cases) {

        static World of(Http http, int shops, int consumers) {
            var marked = new ArrayList<Shop>();
            for (int i = 0; i < shops; i++) {
                marked.add(http.shop());
            }
            var people = new ArrayList<String>();
            for (int i = 0; i < consumers; i++) {
                people.add(http.consumer());
            }
            return new World(
                    List.copyOf(marked),
                    List.copyOf(people),
                    http.person("OFFICER"),
                    http.person("APPEALS_OFFICER"),
                    new CopyOnWriteArrayList<>());
        }
    }

    /** How an act is sent. */
    interface Sender {
        Answer post(String token, String path, Object body);
    }

    private final World world;
    private final Http http;
    private final Sender sender;
    private final Random random;

    Walk(World world, Http http, Sender sender, Random random) {
        this.world = world;
        this.http = http;
        this.sender = sender;
        this.random = random;
    }

    /** One act of somebody, or a jump of the clock. */
    void act(String invoice) {
        int dice = random.nextInt(10);
        if (dice < 4 || world.cases().isEmpty()) {
            file(invoice);
            return;
        }
        var one = one(world.cases());
        var path = "/api/v1/complaints/" + one.id();
        switch (dice) {
            case 4, 5, 6 -> {
                var answer = StepRequest.of(Step.ANSWER);
                sender.post(one.shop().owner(), path + "/" + answer.path(), answer.body());
            }
            case 7 ->
                sender.post(
                        one.consumer(),
                        path + "/outcome",
                        Map.of("solved", random.nextBoolean(), "score", 1 + random.nextInt(5)));
            case 8 -> http.advance(Duration.ofHours(1 + random.nextInt(60)).toString());
            default -> branch(one, path);
        }
    }

    private void file(String invoice) {
        var shop = one(world.shops());
        var consumer = one(world.consumers());
        var filed = sender.post(consumer, "/api/v1/complaints", Http.filing(shop, invoice));
        if (filed.status() == 201) {
            world.cases().add(new Open(filed.json().path("id").asString(), consumer, shop));
        }
    }

    /** A few steps somebody may make now, whoever's they are; now and then the centre sets aside or the business disputes. */
    private void branch(Open one, String path) {
        var tokens = List.of(one.consumer(), one.shop().owner(), world.officer(), world.appeals());
        for (int i = 0; i < 3; i++) {
            var token = one(tokens);
            var steps = http.as(token)
                    .get(path)
                    .json()
                    .path("steps")
                    .valueStream()
                    .map(s -> Step.valueOf(s.asString()))
                    .filter(s -> s != Step.WITHDRAW || random.nextInt(4) == 0)
                    .toList();
            if (!steps.isEmpty()) {
                var made = StepRequest.of(one(steps));
                sender.post(token, path + "/" + made.path(), made.body());
            }
        }
        if (random.nextInt(6) == 0) {
            var dispute = sender.post(
                    one.shop().owner(),
                    path + "/dispute",
                    Map.of("correction", "NOT_COUNTED", "reason", "It is wrong."));
            if (dispute.status() == 201) {
                sender.post(
                        world.officer(),
                        "/api/v1/disputes/" + dispute.json().path("id").asString() + "/decision",
                        Map.of("correct", random.nextBoolean(), "reason", "Looked into."));
            }
        }
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
