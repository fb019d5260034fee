package org.touchstone.credential;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The right to issue marks of a kind that somebody else owns, such as a ministry or a national chamber.
 *
 * @param owner identifier of the owner
 * @param type the kind of marks
 * @param until when it ends; absent where it does not
 * @param jwt the owner's signed word, which goes into every mark
 * @param ownerKeys public keys of the owner
 */
public record Delegation(
        String owner, String type, @Nullable Instant until, String jwt, JWKSet ownerKeys) {}
