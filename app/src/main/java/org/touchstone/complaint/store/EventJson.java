package org.touchstone.complaint.store;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.touchstone.rules.complaint.ComplaintEvent;
import tools.jackson.databind.jsontype.NamedType;

/** How events of the book of rules are written in rows: their simple name as {@code type}, and their facts. */
@Configuration
class EventJson {

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Named {}

    @Bean
    JsonMapperBuilderCustomizer eventTypes() {
        var types = ComplaintEvent.kinds().stream()
                .map(type -> new NamedType(type, type.getSimpleName()))
                .toArray(NamedType[]::new);
        return builder -> builder.addMixIn(ComplaintEvent.class, Named.class).registerSubtypes(types);
    }
}
