package org.touchstone.rules.issuing;

import static org.touchstone.rules.issuing.Verdict.*;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.touchstone.rules.issuing.Registered.Address;
import org.touchstone.rules.issuing.Registered.Business;
import org.touchstone.rules.issuing.Registered.Licence;
import org.touchstone.rules.issuing.Registered.Taxpayer;
import org.touchstone.rules.text.FirmName;

/**
 * What the checks make of the answers of outside registers (sources 11). A register that knows nothing has answered; one that does
 * not answer never gets here.
 */
public final class RegisterChecks {

    private RegisterChecks() {}

    /** The applicant and the mobile number. */
    public static List<Finding> identity(boolean known, boolean mobileBelongs) {
        if (!known) {
            return List.of(Finding.of("identity-unknown", MISSING));
        }
        return List.of(
                Finding.of("identity-known", GOOD),
                mobileBelongs ? Finding.of("mobile-belongs", GOOD) : Finding.of("mobile-of-another", MISSING));
    }

    /**
     * The entry of the business. Whoever the register does not name as running it applies for somebody else's business: refused,
     * because nothing the applicant types can change it. A name that differs is the applicant's to correct; the register's is shown.
     */
    public static List<Finding> business(Applied applied, Optional<Business> entry) {
        if (entry.isEmpty()) {
            return List.of(Finding.of("business-unknown", MISSING));
        }
        var known = entry.get();
        var found = new ArrayList<Finding>();
        found.add(known.active() ? Finding.of("business-active", GOOD) : Finding.of("business-dissolved", BARRED));
        found.add(
                known.runByApplicant()
                        ? Finding.of("business-owner", GOOD)
                        : Finding.of("business-of-another", BARRED));
        found.add(
                FirmName.key(known.legalName()).equals(FirmName.key(applied.legalName()))
                        ? Finding.of("name-registered", GOOD, "found", known.legalName())
                        : Finding.of(
                                "name-differs", MISSING, "expected", known.legalName(), "found", applied.legalName()));
        if (!applied.postalCode().isEmpty() && !applied.postalCode().equals(known.postalCode())) {
            // A shop may trade from elsewhere than its seat: that is said and is no obstacle.
            found.add(Finding.of("address-not-seat", NOTE, "seat", known.postalCode()));
        }
        return found;
    }

    /**
     * The licence of the trade. One that the register gives to another is refused; a holder whose number is right and whose name
     * is another's can be a change of name or a mistake of the register, and an officer decides.
     *
     * @param licences those of the business, or the one the applicant names
     */
    public static List<Finding> licence(Applied applied, List<Licence> licences, LocalDate today) {
        var named = applied.licenceNumber();
        if (licences.isEmpty()) {
            return List.of(
                    named == null
                            ? Finding.of("licence-none", MISSING)
                            : Finding.of("licence-unknown", MISSING, "found", named));
        }
        if (named != null && !licences.getFirst().holderLegalId().equals(applied.legalId())) {
            return List.of(Finding.of("licence-of-another", BARRED, "number", named));
        }
        var own = licences.stream()
                .filter(l -> l.holderLegalId().equals(applied.legalId()))
                .toList();
        if (own.isEmpty()) {
            return List.of(contradiction(applied, licences.getFirst()));
        }
        var best = own.stream()
                .max(Comparator.comparing((Licence l) -> l.trade().equals(applied.trade()))
                        .thenComparing(l -> l.coversOn(today))
                        .thenComparing(Licence::validUntil))
                .orElseThrow();
        return List.of(licence(applied, best, today));
    }

    private static Finding licence(Applied applied, Licence licence, LocalDate today) {
        if (!FirmName.key(licence.holderName()).equals(FirmName.key(applied.legalName()))) {
            return contradiction(applied, licence);
        }
        if (!licence.trade().equals(applied.trade())) {
            return withIssuer(
                    licence,
                    Finding.of(
                            "licence-other-trade",
                            MISSING,
                            "number",
                            licence.number(),
                            "expectedTrade",
                            applied.trade(),
                            "foundTrade",
                            licence.trade()));
        }
        var until = licence.validUntil().toString();
        if (!licence.valid()) {
            return withIssuer(licence, Finding.of("licence-not-valid", MISSING, "number", licence.number()));
        }
        return withIssuer(
                licence,
                licence.coversOn(today)
                        ? Finding.of("licence-valid", GOOD, "number", licence.number(), "until", until)
                        : Finding.of("licence-expired", MISSING, "number", licence.number(), "until", until));
    }

    /** The register names somebody else for this business's own number: nobody is accused, an officer looks. */
    private static Finding contradiction(Applied applied, Licence licence) {
        return withIssuer(
                licence,
                Finding.of(
                        "licence-contradicts",
                        UNCLEAR,
                        "number",
                        licence.number(),
                        "expected",
                        applied.legalName(),
                        "found",
                        licence.holderName()));
    }

    private static Finding withIssuer(Licence licence, Finding finding) {
        var facts = new TreeMap<>(finding.facts());
        licence.issuer().forEach((language, name) -> facts.put("issuer-" + language, name));
        return new Finding(finding.code(), finding.verdict(), facts);
    }

    /** The postal address. */
    public static List<Finding> address(Applied applied, Optional<Address> address) {
        if (address.isEmpty()) {
            return List.of(Finding.of("address-unknown", MISSING, "found", applied.postalCode()));
        }
        var known = address.get();
        return List.of(Finding.of(
                "address-known",
                GOOD,
                "found",
                known.address(),
                "city",
                known.city(),
                "postalCode",
                known.postalCode()));
    }

    /** The taxpayer, and the number the applicant named. */
    public static List<Finding> tax(Applied applied, Optional<Taxpayer> taxpayer) {
        if (taxpayer.isEmpty()) {
            return List.of(Finding.of("tax-unknown", MISSING));
        }
        var known = taxpayer.get();
        if (!known.active()) {
            // Struck off and yet taking money: the register contradicts itself.
            return List.of(
                    known.terminals().isEmpty()
                            ? Finding.of("tax-inactive", MISSING)
                            : Finding.of("tax-contradicts", UNCLEAR));
        }
        var named = applied.taxNumber();
        if (named == null || named.equals(known.taxNumber())) {
            return List.of(Finding.of("tax-active", GOOD));
        }
        return List.of(
                known.terminals().contains(named)
                        ? Finding.of("terminal-own", GOOD, "number", named)
                        : Finding.of("tax-number-differs", MISSING, "found", named));
    }
}
