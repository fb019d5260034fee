package org.touchstone.sandbox;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** An OpenAPI file of docs/adapters, which answers can be held against. */
final class AdapterFile {

    private final JsonNode api;

    private AdapterFile(JsonNode api) {
        this.api = api;
    }

    /** The file of this name, as it was when the program was built. */
    static AdapterFile of(String name) {
        try (InputStream file = AdapterFile.class.getResourceAsStream("/adapters/" + name + ".yaml")) {
            if (file == null) {
                throw new IllegalStateException("adapters/" + name + ".yaml is missing");
            }
            return new AdapterFile(new YAMLMapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with the answer to a POST at this path; nothing if it is as described. */
    List<String> faults(String path, int status, String contentType, String body) {
        JsonNode response = resolved(
                api.path("paths").path(path).path("post").path("responses").path(String.valueOf(status)));
        if (response.isMissingNode()) {
            return List.of("status " + status + " is not described");
        }
        String type = contentType.replaceFirst("\\s*;.*", "");
        JsonNode schema = response.path("content").path(type).path("schema");
        if (schema.isMissingNode()) {
            return List.of("type " + (type.isEmpty() ? "(none)" : type) + " of status " + status
                    + " is not described; it must be "
                    + String.join(" or ", response.path("content").propertyNames()));
        }
        var root = (ObjectNode) schema.deepCopy();
        root.set("components", api.path("components"));
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(root.toString(), InputFormat.JSON)
                    .validate(body, InputFormat.JSON)
                    .stream()
                    .map(Error::toString)
                    .toList();
        } catch (JacksonException | IllegalArgumentException e) {
            return List.of("the body is not JSON");
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? api.at(node.path("$ref").stringValue().substring(1)) : node;
    }
}
