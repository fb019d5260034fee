package org.touchstone.foundation;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may set, in {@code touchstone.properties} in the data folder or by an option of the launcher. An unknown
 * key is refused at start. {@code docs/operations.md} is written from this list.
 *
 * @param data the folder that holds everything
 * @param baseUrl address under which people reach this installation
 * @param sandbox whether this is a sandbox: sample people, a clock that can be advanced, nothing leaves the machine
 * @param sandboxUrl where the sandbox program answers
 * @param keys folder of the encryption keys; all nodes of one database need the same
 * @param identityUrl identity registry
 * @param mobileUrl registry that tells whether a mobile number is a person's own
 * @param businessUrl register of companies and guilds
 * @param licenceUrl register of licences of trades
 * @param addressUrl register of postal addresses
 * @param taxUrl register of taxpayers and their sales terminals
 * @param registryToken what every registry is sent as bearer token; empty where none asks for one
 * @param ordersUrl registry of order volumes; absent where there is none
 * @param smsUrl SMS gateway
 * @param mailFrom sender of mail
 * @param mailInUrl mailbox of answers by mail; absent where they are off
 * @param mailInAddress address of that mailbox
 * @param oidcIssuer issuer address of an OpenID Connect provider; absent where there is none
 * @param oidcClientId client identifier there
 * @param oidcClientSecret client secret there
 * @param oidcNationalIdClaim name of the claim that carries a verified identity number
 * @param evidenceS3Endpoint address of an S3 store for files of evidence; absent where they are kept in the data folder
 * @param evidenceS3Bucket bucket there
 * @param evidenceS3Region region there
 * @param evidenceS3AccessKey access key there
 * @param evidenceS3SecretKey secret key there
 * @param evidenceS3PathStyle whether the bucket stands in the path of addresses instead of in the host name
 * @param probeDns name server to ask about other people's websites, as {@code host:port}; the system's where absent
 * @param probeHttpPort port that stands for port 80 of websites on this machine; other than 80 only in a sandbox
 * @param probeHttpsPort port that stands for port 443 of websites on this machine; other than 443 only in a sandbox
 * @param probeCa file of further certificates of authorities (PEM) to trust when looking at websites; only in a sandbox
 * @param organization name of the operator, in signed statements
 * @param delegation file of the delegation received from the owner of a kind of marks; absent where the kind is ours
 * @param delegationKeys file of that owner's public keys (JWK set)
 * @param logWitnesses file of the witnesses that cosign the transparency log, one to a line; absent where there are none
 * @param publicationNoticeDays how many days before its figures become public a business is told
 */
@ConfigurationProperties(prefix = "touchstone", ignoreUnknownFields = false)
public record Settings(
        @DefaultValue("data") Path data,
        @DefaultValue("http://localhost:8080") URI baseUrl,
        @DefaultValue("false") boolean sandbox,
        @Nullable URI sandboxUrl,
        @Nullable Path keys,
        @Nullable URI identityUrl,
        @Nullable URI mobileUrl,
        @Nullable URI businessUrl,
        @Nullable URI licenceUrl,
        @Nullable URI addressUrl,
        @Nullable URI taxUrl,
        @DefaultValue("") String registryToken,
        @Nullable URI ordersUrl,
        @Nullable URI smsUrl,
        @DefaultValue("touchstone@localhost") String mailFrom,
        @Nullable URI mailInUrl,
        @Nullable String mailInAddress,
        @Nullable URI oidcIssuer,
        @DefaultValue("touchstone") String oidcClientId,
        @DefaultValue("") String oidcClientSecret,
        @DefaultValue("national_id") String oidcNationalIdClaim,
        @Nullable URI evidenceS3Endpoint,
        @DefaultValue("touchstone") String evidenceS3Bucket,
        @DefaultValue("us-east-1") String evidenceS3Region,
        @DefaultValue("") String evidenceS3AccessKey,
        @DefaultValue("") String evidenceS3SecretKey,
        @DefaultValue("true") boolean evidenceS3PathStyle,
        @Nullable String probeDns,
        @DefaultValue("80") int probeHttpPort,
        @DefaultValue("443") int probeHttpsPort,
        @Nullable Path probeCa,
        @DefaultValue("Touchstone") String organization,
        @Nullable Path delegation,
        @Nullable Path delegationKeys,
        @Nullable Path logWitnesses,
        @DefaultValue("14") int publicationNoticeDays) {

    /** The folder of the encryption keys: by default inside the data folder. */
    public Path keysFolder() {
        return keys == null ? data.resolve("keys") : keys;
    }
}
