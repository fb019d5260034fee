package org.touchstone.evidence.store;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.PlainSentence;
import org.touchstone.foundation.Settings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Contents as objects of an S3 store: {@code evidence/ab/abcd….sealed}. */
@Component
@ConditionalOnProperty("touchstone.evidence-s3-endpoint")
class S3Blobs implements BlobStore {

    private static final Logger log = LoggerFactory.getLogger(S3Blobs.class);

    private final S3Client client;
    private final String bucket;

    S3Blobs(Settings settings) {
        if (settings.evidenceS3AccessKey().isBlank()
                || settings.evidenceS3SecretKey().isBlank()) {
            throw new PlainSentence(
                    "The S3 store for evidence needs --evidence-s3-access-key and --evidence-s3-secret-key.");
        }
        bucket = settings.evidenceS3Bucket();
        client = S3Client.builder()
                .endpointOverride(Objects.requireNonNull(settings.evidenceS3Endpoint()))
                .region(Region.of(settings.evidenceS3Region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.evidenceS3AccessKey(), settings.evidenceS3SecretKey())))
                .forcePathStyle(settings.evidenceS3PathStyle())
                // Check sums beyond S3's own are known to few stores; contents are authenticated by their seal anyway.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(3))
                        .socketTimeout(Duration.ofSeconds(20))
                        .build())
                .overrideConfiguration(o -> o.apiCallTimeout(Duration.ofSeconds(60)))
                .build();
    }

    /** Says at once what would else be noticed at the first file. */
    @EventListener(ApplicationReadyEvent.class)
    void lookForBucket() {
        try {
            client.headBucket(b -> b.bucket(bucket));
        } catch (SdkException e) {
            log.warn("The bucket {} for evidence cannot be used: {}", bucket, e.getMessage());
        }
    }

    @Override
    public String name() {
        return "s3";
    }

    private static String key(UUID id) {
        return "evidence/" + id.toString().substring(0, 2) + "/" + id + ".sealed";
    }

    @Override
    public void write(UUID id, byte[] sealed) {
        try {
            client.putObject(
                    b -> b.bucket(bucket).key(key(id)).contentType("application/octet-stream"),
                    RequestBody.fromBytes(sealed));
        } catch (SdkException e) {
            throw new Failure("cannot write " + key(id) + " to bucket " + bucket, e);
        }
    }

    @Override
    public byte[] read(UUID id) {
        try {
            return client.getObjectAsBytes(b -> b.bucket(bucket).key(key(id))).asByteArrayUnsafe();
        } catch (SdkException e) {
            throw new Failure("cannot read " + key(id) + " of bucket " + bucket, e);
        }
    }

    @Override
    public void delete(UUID id) {
        try {
            client.deleteObject(b -> b.bucket(bucket).key(key(id)));
        } catch (SdkException e) {
            throw new Failure("cannot delete " + key(id) + " of bucket " + bucket, e);
        }
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
