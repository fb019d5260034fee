package org.touchstone.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * A token of SoftHSM, with keys made by the JDK's keytool as docs/keys.md says. SoftHSM reads its configuration once in the life
 * of a program, from the file that the environment names; so there is one token to a run of tests.
 *
 * @param home where its files are
 * @param slot the slot that SoftHSM gave it
 * @param otherSlot slot of another, empty token
 */
public record SoftToken(Path home, Path library, long slot, long otherSlot) {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib64/pkcs11/libsofthsm2.so"),
            Path.of("/usr/lib64/softhsm/libsofthsm.so"));

    /** A fresh token; the test is skipped where SoftHSM is missing. */
    public static SoftToken in(Path home) throws IOException, InterruptedException {
        var library = LIBRARIES.stream().filter(Files::exists).findFirst();
        var configuration = System.getenv("SOFTHSM2_CONF");
        Assumptions.assumeTrue(library.isPresent(), "skipped: softhsm2 missing");
        Assumptions.assumeTrue(configuration != null, "skipped: SOFTHSM2_CONF is not set");
        Files.createDirectories(home.resolve("tokens"));
        Files.writeString(
                Path.of(configuration), "directories.tokendir = " + home.resolve("tokens") + "\nlog.level = ERROR\n");
        Files.writeString(home.resolve("pin"), "1234\n");
        return new SoftToken(home, library.get(), newToken("marks"), newToken("empty"));
    }

    private static long newToken(String label) throws IOException, InterruptedException {
        var told = run(
                "softhsm2-util", "--init-token", "--free", "--label", label, "--pin", "1234", "--so-pin", "12345678");
        var slot = Pattern.compile("reassigned to slot (\\d+)").matcher(told);
        assertThat(slot.find()).as(told).isTrue();
        return Long.parseLong(slot.group(1));
    }

    /** The file of its PIN. */
    public Path pinFile() {
        return home.resolve("pin");
    }

    /** A key that never leaves the token. */
    public void key(String alias) throws IOException, InterruptedException {
        var configuration = Files.writeString(home.resolve(alias + ".cfg"), """
                name = marks
                library = %s
                slot = %d
                attributes(generate, CKO_PRIVATE_KEY, CKK_EC) = {
                  CKA_SENSITIVE = true
                  CKA_EXTRACTABLE = false
                }
                """.formatted(library, slot));
        run(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                "NONE",
                "-storetype",
                "PKCS11",
                "-addprovider",
                "SunPKCS11",
                "-providerarg",
                configuration.toString(),
                "-storepass:file",
                pinFile().toString(),
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + alias);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
        return told;
    }
}
