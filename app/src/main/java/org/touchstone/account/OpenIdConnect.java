package org.touchstone.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.store.PersonStore;
import org.touchstone.account.store.TokenStore;
import org.touchstone.account.store.TokenStore.OidcRequest;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.secrecy.Tokens;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.web.Refused;
import org.touchstone.rules.identity.IdentityNumber;

/**
 * Sign-in by an OpenID Connect provider that is known by its issuer address alone: discovery, authorization code with PKCE,
 * state and nonce, and a checked ID token. A verified identity number may come as a claim; without one the person is signed in
 * but not verified, and may not file.
 */
@Component
public class OpenIdConnect {

    private static final Logger log = LoggerFactory.getLogger(OpenIdConnect.class);

    private final Settings settings;
    private final TokenStore tokens;
    private final PersonStore persons;
    private final People people;
    private volatile @Nullable OIDCProviderMetadata provider;

    OpenIdConnect(Settings settings, TokenStore tokens, PersonStore persons, People people) {
        this.settings = settings;
        this.tokens = tokens;
        this.persons = persons;
        this.people = people;
    }

    /** Whether a provider is set. */
    public boolean isOffered() {
        return settings.oidcIssuer() != null;
    }

    /**
     * A sign-in begun.
     *
     * @param address where the browser is sent
     * @param state kept by the browser, so that only it can finish what it began
     */
    public record Begun(URI address, String state) {}

    /** Begins a sign-in that will lead back to a path of ours. */
    @Transactional
    public Begun begin(String back) {
        var state = new State();
        var nonce = new Nonce();
        var verifier = new CodeVerifier();
        tokens.addOidcRequest(Tokens.hash(state.getValue()), nonce.getValue(), verifier.getValue(), back);
        var address = new AuthenticationRequest.Builder(
                        new ResponseType("code"),
                        new Scope("openid", "profile", "email"),
                        new ClientID(settings.oidcClientId()),
                        callback())
                .endpointURI(provider().getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Begun(address, state.getValue());
    }

    /**
     * A sign-in finished.
     *
     * @param person who it is
     * @param back the path to lead back to
     */
    public record Finished(UUID person, String back) {}

    /** Finishes a sign-in with the code the provider gave. Refused when anything about it is not as it was begun. */
    @Transactional
    public Finished finish(String state, String code, Language reading) {
        var begun = tokens.takeOidcRequest(Tokens.hash(state)).orElseThrow(OpenIdConnect::failed);
        var claims = claims(begun, code);
        return new Finished(person(claims, reading), begun.back());
    }

    private IDTokenClaimsSet claims(OidcRequest begun, String code) {
        var metadata = provider();
        var client = new ClientID(settings.oidcClientId());
        var request = new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(),
                        new ClientSecretBasic(client, new Secret(settings.oidcClientSecret())),
                        new AuthorizationCodeGrant(
                                new AuthorizationCode(code), callback(), new CodeVerifier(begun.verifier())))
                .build();
        try {
            var answer = OIDCTokenResponseParser.parse(request.toHTTPRequest().send());
            if (!answer.indicatesSuccess()) {
                throw failed();
            }
            var token = ((OIDCTokenResponse) answer.toSuccessResponse())
                    .getOIDCTokens()
                    .getIDToken();
            var validator = new IDTokenValidator(
                    metadata.getIssuer(),
                    client,
                    JWSAlgorithm.parse(token.getHeader().getAlgorithm().getName()),
                    metadata.getJWKSetURI().toURL());
            return validator.validate(token, new Nonce(begun.nonce()));
        } catch (IOException | GeneralException | BadJOSEException | JOSEException e) {
            log.warn("Sign-in at the provider failed: {}", e.getClass().getSimpleName());
            throw failed();
        }
    }

    private UUID person(IDTokenClaimsSet claims, Language reading) {
        var claimed = claims.getStringClaim(settings.oidcNationalIdClaim());
        var verified = Optional.ofNullable(claimed)
                .map(IdentityNumber::ofPerson)
                .flatMap(people::verified)
                .map(Person::id);
        var issuer = claims.getIssuer().getValue();
        var subject = claims.getSubject().getValue();
        var name = Optional.ofNullable(claims.getStringClaim("name")).orElse(subject);
        return verified.or(() -> persons.find(issuer, subject).map(Person::id))
                .orElseGet(() -> persons.addUnverified(issuer, subject, name, claims.getStringClaim("email"), reading));
    }

    private OIDCProviderMetadata provider() {
        var known = provider;
        if (known != null) {
            return known;
        }
        var issuer = Optional.ofNullable(settings.oidcIssuer()).orElseThrow(Refused::notFound);
        try {
            var found = OIDCProviderMetadata.resolve(new Issuer(issuer));
            provider = found;
            return found;
        } catch (IOException | GeneralException e) {
            log.warn("The provider {} does not answer", issuer.getHost());
            throw new Refused(HttpStatus.SERVICE_UNAVAILABLE, "registry-unavailable");
        }
    }

    private URI callback() {
        return settings.baseUrl().resolve("/sign-in/oidc/callback");
    }

    private static Refused failed() {
        return new Refused(HttpStatus.BAD_REQUEST, "sign-in-failed");
    }
}
