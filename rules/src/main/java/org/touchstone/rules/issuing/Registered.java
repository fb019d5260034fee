package org.touchstone.rules.issuing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What the outside registers know, as the checks read it. */
public interface Registered {

    /**
     * An entry of the register of companies or guilds.
     *
     * @param active whether the business exists still
     * @param runByApplicant whether the register names the applicant as its owner
     */
    record Business(String legalName, boolean active, String trade, String postalCode, boolean runByApplicant) {}

    /**
     * A licence of a trade.
     *
     * @param issuer who issued it, by language
     * @param valid whether its issuer lets it stand, whatever its dates
     */
    record Licence(
            String number,
            String trade,
            Map<String, String> issuer,
            String holderLegalId,
            String holderName,
            LocalDate validUntil,
            boolean valid) {

        boolean coversOn(LocalDate day) {
            return valid && !validUntil.isBefore(day);
        }
    }

    /** A postal address. */
    record Address(String postalCode, String province, String city, String address) {}

    /**
     * A taxpayer.
     *
     * @param terminals numbers of its sales terminals and payment gateways
     */
    record Taxpayer(String taxNumber, boolean active, List<String> terminals) {}
}
