package org.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody acts in another's name, and nobody reads another's case. */
@ExtendWith(Acceptance.class)
class ProtectionTest {

    @ParameterizedTest
    @EnumSource
    void a_form_of_another_site_changes_nothing(Language language, Sandbox sandbox, Visitors visitors) {
        var person = sandbox.somebody("CONSUMER");
        var complaint = sandbox.complaint(person, sandbox.shop());
        var consumer = visitors.onPhone(language).signedInAs(person);

        consumer.isLuredInto(complaint.page() + "/withdrawal");

        consumer.reads("problem.form-expired");
        assertThat(sandbox.state(person, complaint)).isEqualTo("OPEN");
    }

    @ParameterizedTest
    @EnumSource
    void a_forged_form_changes_nothing(Language language, Sandbox sandbox, Visitors visitors) {
        var person = sandbox.somebody("CONSUMER");
        var complaint = sandbox.complaint(person, sandbox.shop());
        var consumer = visitors.onPhone(language).signedInAs(person);

        consumer.opens(complaint.page() + "/withdrawal");
        consumer.sendsForged("withdraw.do");

        consumer.reads("problem.form-expired");
        assertThat(sandbox.state(person, complaint)).isEqualTo("OPEN");
    }

    @ParameterizedTest
    @EnumSource
    void a_complaint_of_somebody_else_is_not_found(Language language, Sandbox sandbox, Visitors visitors) {
        var complaint = sandbox.complaint(sandbox.somebody("CONSUMER"), sandbox.shop());
        var stranger = visitors.onPhone(language).signedInAs(sandbox.somebody("CONSUMER"));

        stranger.opens(complaint.page());
        stranger.reads("problem.not-found");
        assertThat(stranger.fetches(complaint.page()).status()).isEqualTo(404);

        var competitor = visitors.atDesk(language).signedInAs(sandbox.shop().ownerNationalId());
        competitor.opens("/desk/" + complaint.id());
        competitor.reads("problem.not-found");
    }
}
