package org.touchstone.record.web;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.Settings;
import org.touchstone.registry.Mark;
import tools.jackson.databind.json.JsonMapper;

/**
 * What search engines read of a profile: an organisation with a certification, in the words of schema.org. Only while the mark
 * covers its website, and never a rating: complaints are no reviews.
 */
@Component
class StructuredData {

    private final String us;
    private final String organization;
    private final JsonMapper json;

    StructuredData(Settings settings, JsonMapper json) {
        this.us = settings.baseUrl().toString().replaceFirst("/+$", "");
        this.organization = settings.organization();
        this.json = json;
    }

    /** JSON-LD that cannot end the element it stands in; empty where there is nothing to say. */
    String of(Mark mark, Instant now) {
        if (!mark.coversAt(now)) {
            return "";
        }
        var profile = us + "/m/" + mark.code();
        var certification = new LinkedHashMap<String, Object>();
        certification.put("@type", "Certification");
        certification.put("certificationIdentification", mark.code());
        certification.put("certificationStatus", "https://schema.org/CertificationActive");
        certification.put("issuedBy", Map.of("@type", "Organization", "name", organization, "url", us));
        certification.put("validFrom", mark.issuedAt().toString());
        certification.put("expires", mark.expiresAt().toString());
        certification.put("url", profile);
        var data = new LinkedHashMap<String, Object>();
        data.put("@context", "https://schema.org");
        data.put("@type", "Organization");
        data.put("name", mark.legalName());
        data.put("url", "https://" + mark.host().name());
        data.put("hasCertification", certification);
        return json.writeValueAsString(data)
                .replace("&", "\\u0026")
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
