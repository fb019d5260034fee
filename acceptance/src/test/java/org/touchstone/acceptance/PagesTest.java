package org.touchstone.acceptance;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages beside the journeys, on phone and desk. */
@ExtendWith(Acceptance.class)
class PagesTest {

    static Stream<Arguments> readers() {
        return Arrays.stream(Language.values())
                .flatMap(language -> Arrays.stream(Screen.values()).map(screen -> Arguments.of(language, screen)));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void pages_for_everybody(Language language, Screen screen, Visitors visitors) {
        var reader = visitors.on(screen, language);

        reader.opens("/");
        reader.reads("home.title");
        reader.opens("/policy");
        reader.reads("Validity.IN_FORCE");
        reader.opens("/open-data/");
        reader.reads("opendata.lead");
        reader.opens("/register");
        reader.reads("register.title");
        reader.opens("/register?q=zzzzqqqq");
        reader.reads("register.none");
        reader.opens("/register?trade=PIRACY");
        reader.reads("field.unknown-trade");
        reader.opens("/register/share?q=nilgoon");
        reader.reads("register.share-lead");
        reader.opens("/register/embed?q=nilgoon");
        reader.reads("register.by");
        reader.opens("/mark/e-commerce");
        reader.sees("h1");
        for (var why : new String[] {"heic", "too-many-dots", "no-picture"}) {
            reader.opens("/check?photo=" + why);
            reader.reads("photo." + why);
        }
        reader.opens("/sign-in");
        reader.reads("sign-in.lead");
        reader.opens("/sandbox/pages/people");
        reader.reads("sandbox.people-lead");
        reader.opens("/sandbox/pages/inbox");
        reader.reads("sandbox.inbox-lead");
        reader.opens("/no/such/page");
        reader.reads("problem.not-found");
    }

    /** What other sites show in a frame, and the code for it. */
    @ParameterizedTest
    @MethodSource("readers")
    void a_mark_in_a_frame(Language language, Screen screen, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        var reader = visitors.on(screen, language);

        reader.opens("/m/" + shop.code() + "/embed");
        reader.readsText(shop.legalName());
        reader.reads("frame.compare");
        reader.reads("register.by");
        reader.opens("/register/share?code=" + shop.code());
        reader.reads("register.share-lead");
    }

    /** The log, an entry that everyone may open, and one that only an audit opens. */
    @ParameterizedTest
    @MethodSource("readers")
    void the_log(Language language, Screen screen, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        sandbox.complaint(sandbox.somebody("CONSUMER"), shop);
        var reader = visitors.on(screen, language);

        reader.opens("/log");
        reader.reads("log.check-text");
        reader.unfolds("log.head-text");
        reader.looksAround();
        reader.opens("/log/entry/" + sandbox.logged("mark_event", true));
        reader.reads("log.content-text");
        reader.looksAround();
        reader.opens("/log/entry/" + sandbox.logged("complaint_event", false));
        reader.reads("log.closed-table.complaint_event");
        reader.reads("log.closed");
    }

    /** A grade that is not given yet, each index opened, what would raise it, and the incidents of a website. */
    @ParameterizedTest
    @MethodSource("readers")
    void the_grade(Language language, Screen screen, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        var reader = visitors.on(screen, language);
        reader.opens("/m/" + shop.code() + "/grade");
        reader.reads("grade.none");
        for (var index : new String[] {"history", "capability", "security", "service", "satisfaction"}) {
            reader.opens("/m/" + shop.code() + "/indices/" + index);
            reader.reads("grade.parts");
        }
        var owner = visitors.on(screen, language).signedInAs(shop.ownerNationalId());
        owner.opens("/desk/marks/" + shop.code() + "/grade");
        owner.reads("raise.lead");
        var officer = visitors.on(screen, language).signedInAs(sandbox.somebody("OFFICER"));
        officer.opens("/officer/marks/" + shop.code() + "/incidents");
        officer.reads("incident.new");
    }

    /** Somebody who knows of a leak tells the centre, and an officer looks into it. */
    @ParameterizedTest
    @MethodSource("readers")
    void a_leak_is_reported(Language language, Screen screen, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        var finder = visitors.on(screen, language);
        finder.opens("/m/" + shop.code() + "/indices/security");
        finder.follows("increport.link");
        finder.reads("increport.privacy");
        finder.presses("report.send");
        finder.isToldToPutRight("incidentKind", "noticed");
        finder.picks("label.incidentKind", "LEAK");
        finder.types("label.noticed", "Orders of others at /export.csv");
        finder.presses("report.send");
        finder.reads("increport.done-why");

        var officer = visitors.on(screen, language).signedInAs(sandbox.somebody("OFFICER"));
        officer.opens("/officer?kind=INCIDENT_REPORT");
        officer.reads("home.why.INCIDENT_REPORT");
        officer.opens("/officer/incident-reports");
        officer.readsText("Orders of others at /export.csv");
    }

    @ParameterizedTest
    @MethodSource("readers")
    void empty_lists(Language language, Screen screen, Sandbox sandbox, Visitors visitors) {
        var consumer = visitors.on(screen, language).signedInAs(sandbox.somebody("CONSUMER"));
        consumer.opens("/complaints");
        consumer.reads("mine.none");
        consumer.opens("/account/tokens");
        consumer.reads("tokens.none");

        var owner = visitors.on(screen, language).signedInAs(sandbox.shop().ownerNationalId());
        owner.opens("/desk");
        owner.reads("desk.none.to-answer");

        var officer = visitors.on(screen, language).signedInAs(sandbox.somebody("OFFICER"));
        officer.opens("/officer/complaints?why=ADMISSION");
        officer.reads("queue.none");
        officer.opens("/corrections");
        officer.sees("h1");
    }
}
