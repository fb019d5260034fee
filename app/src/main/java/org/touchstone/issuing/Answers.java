package org.touchstone.issuing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.issuing.Applied;
import org.touchstone.rules.issuing.CheckCode;

/**
 * What an applicant answered so far; each may be absent while the application is a draft.
 *
 * @param host the website, in its comparable form
 * @param legalId number of the legal entity, in its normal form
 * @param phone where customers reach the shop
 * @param licenceNumber a licence the applicant names; by default the register is searched
 * @param taxNumber a tax or sales-terminal number the applicant names; by default the register is searched
 */
public record Answers(
        @Nullable String legalId,
        @Nullable String legalName,
        @Nullable String trade,
        @Nullable String postalCode,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String host,
        @Nullable String licenceNumber,
        @Nullable String taxNumber) {

    /** Nothing answered yet. */
    public static final Answers NONE = new Answers(null, null, null, null, null, null, null, null, null);

    /** Whether everything is answered that must be. */
    @JsonIgnore
    public boolean isComplete() {
        return hasBusiness() && postalCode != null && phone != null && host != null;
    }

    /** Whether the business is named. */
    public boolean hasBusiness() {
        return legalId != null && legalName != null && trade != null;
    }

    /** The checks whose questions these answers suffice for. */
    public Set<CheckCode> checkable() {
        var checks = EnumSet.of(CheckCode.IDENTITY);
        if (hasBusiness()) {
            checks.addAll(EnumSet.of(CheckCode.BUSINESS, CheckCode.LICENCE, CheckCode.TAX));
        }
        if (hasBusiness() && postalCode != null) {
            checks.add(CheckCode.ADDRESS);
        }
        if (host != null) {
            checks.addAll(EnumSet.of(CheckCode.CONTROL, CheckCode.TLS));
        }
        if (isComplete()) {
            checks.add(CheckCode.CONTENT);
        }
        return checks;
    }

    /**
     * The checks that must be made anew when these answers replace earlier ones. That of the business looks at telephone, address and
     * tax number too: they tie it to marks that were revoked.
     */
    public Set<CheckCode> affectedSince(Answers earlier) {
        var checks = EnumSet.noneOf(CheckCode.class);
        if (!Objects.equals(legalId, earlier.legalId)
                || !Objects.equals(legalName, earlier.legalName)
                || !Objects.equals(trade, earlier.trade)) {
            checks.addAll(EnumSet.of(CheckCode.BUSINESS, CheckCode.LICENCE, CheckCode.TAX, CheckCode.CONTENT));
        }
        if (!Objects.equals(licenceNumber, earlier.licenceNumber)) {
            checks.add(CheckCode.LICENCE);
        }
        if (!Objects.equals(taxNumber, earlier.taxNumber)) {
            checks.addAll(EnumSet.of(CheckCode.TAX, CheckCode.BUSINESS));
        }
        if (!Objects.equals(postalCode, earlier.postalCode)) {
            checks.addAll(EnumSet.of(CheckCode.ADDRESS, CheckCode.CONTENT, CheckCode.BUSINESS));
        }
        if (!Objects.equals(phone, earlier.phone)) {
            checks.addAll(EnumSet.of(CheckCode.CONTENT, CheckCode.BUSINESS));
        }
        if (!Objects.equals(host, earlier.host)) {
            checks.addAll(EnumSet.of(CheckCode.CONTROL, CheckCode.CONTENT, CheckCode.TLS));
        }
        return checks;
    }

    /** What a finding of a check is about: the answers without which it would be another one. */
    String about(CheckCode check) {
        return switch (check) {
            case CONTROL, TLS -> "host " + host;
            case CONTENT -> "host " + host + " business " + legalId;
            case LICENCE -> "business " + legalId + " licence " + licenceNumber;
            case TAX -> "business " + legalId + " tax " + taxNumber;
            case BUSINESS, ADDRESS -> "business " + legalId;
            case IDENTITY -> "applicant";
        };
    }

    /** The answers as the rules compare them. Only where the business and its address are named. */
    public Applied applied() {
        return new Applied(
                Objects.requireNonNull(legalName),
                Objects.requireNonNull(legalId),
                Objects.requireNonNull(trade),
                postalCode == null ? "" : postalCode,
                licenceNumber,
                taxNumber);
    }

    /** The same with the business as given. */
    public Answers withBusiness(
            String id, String name, String itsTrade, @Nullable String licence, @Nullable String tax) {
        return new Answers(id, name, itsTrade, postalCode, phone, email, host, licence, tax);
    }

    /** The same with the contact as given. */
    public Answers withContact(String code, String telephone, @Nullable String mail) {
        return new Answers(legalId, legalName, trade, code, telephone, mail, host, licenceNumber, taxNumber);
    }

    /** The same with the website as given. */
    public Answers withHost(@Nullable String name) {
        return new Answers(legalId, legalName, trade, postalCode, phone, email, name, licenceNumber, taxNumber);
    }

    @Override
    public String toString() {
        return "answers";
    }
}
