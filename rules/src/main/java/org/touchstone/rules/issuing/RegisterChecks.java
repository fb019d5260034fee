package org.touchstone.rules.issuing;

import static org.touchstone.rules.issuing.Verdict.*;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
            return List.of(Finding.of("licence-none", MISSING));
        }
        var best = own.stream()
                .max(Comparator.comparing((Licence l) -> l.trade().equals(applied.trade()))
                        .thenComparing(l -> l.coversOn(today))
                        .thenComparing(Licence::validUntil))
                .orElseThrow();
        return licence(applied, best, today);
    }

    private static List<Finding> licence(Applied applied, Licence licence, LocalDate today) {
        var facts = new String[] {
            "number",
            licence.number(),
            "issuer",
            licence.issuer(),
            "until",
            licence.validUntil().toString()
        };
        boolean nameFits = FirmName.key(licence.holderName()).equals(FirmName.key(applied.legalName()));
        boolean tradeFits = licence.trade().equals(applied.trade());
        if (!nameFits) {
            // Two registers contradict each other about one number: nobody is accused, an officer looks.
            return List.of(Finding.of(
                    "licence-contradicts",
                    UNCLEAR,
                    "number",
                    licence.number(),
                    "issuer",
                    licence.issuer(),
                    "expected",
                    applied.legalName(),
                    "found",
                    licence.holderName()));
        }
        if (!tradeFits) {
            return List.of(Finding.of(
                    "licence-other-trade",
                    MISSING,
                    "number",
                    licence.number(),
                    "expectedTrade",
                    applied.trade(),
                    "foundTrade",
                    licence.trade()));
        }
        if (!licence.coversOn(today)) {
            return List.of(Finding.of(licence.valid() ? "licence-expired" : "licence-not-valid", MISSING, facts));
        }
        return List.of(Finding.of("licence-valid", GOOD, facts));
    }

    /** The postal address. A shop may trade from elsewhere than its seat: that is said and is no obstacle. */
    public static List<Finding> address(Applied applied, Optional<Address> address, Optional<String> seat) {
        if (address.isEmpty()) {
            return List.of(Finding.of("address-unknown", MISSING, "found", applied.postalCode()));
        }
        var known = address.get();
        var found = new ArrayList<Finding>();
        found.add(Finding.of(
                "address-known",
                GOOD,
                "found",
                known.address(),
                "city",
                known.city(),
                "postalCode",
                known.postalCode()));
        seat.filter(s -> !s.equals(applied.postalCode()))
                .ifPresent(s -> found.add(Finding.of("address-not-seat", NOTE, "seat", s)));
        return found;
    }

    /** The taxpayer, and the number the applicant named. */
    public static List<Finding> tax(Applied applied, Optional<Taxpayer> taxpayer) {
        if (taxpayer.isEmpty()) {
            return List.of(Finding.of("tax-unknown", MISSING));
        }
        var known = taxpayer.get();
        if (!known.active()) {
            return List.of(Finding.of("tax-inactive", MISSING));
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
