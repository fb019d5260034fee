package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.text.PDFTextStripper;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.touchstone.credential.KeyKeeping;
import org.touchstone.foundation.document.Judge;
import org.touchstone.foundation.document.Letter;
import org.touchstone.foundation.document.Letterhead;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;
import org.touchstone.seal.SealedDocument;
import org.touchstone.seal.SealedDocuments;
import org.touchstone.signer.Keys;
import org.touchstone.signer.Purpose;

/** Letters under the centre's seal: anybody can check who sealed them, when, and that nothing was changed since. */
class SealTest {

    private static final Instant MADE = Instant.parse("2026-11-21T08:30:15.250Z");
    private static final String VERIFY = "https://touchstone.example/verify/1405-0038";

    private final Installation installation = Installation.shared();
    private final SealedDocuments documents = installation.part(SealedDocuments.class);

    private SealedDocument letter(Language language) {
        return documents.make("document/letter", sample(language), language, MADE);
    }

    static Letter sample(Language language) {
        return switch (language) {
            case FA ->
                new Letter(
                        new Letterhead(
                                "1405/0038",
                                List.of(
                                        "شرکت بازرگانی گل‌پژوهان پارس (سهامی خاص)",
                                        "دارندهٔ فروشگاه اینترنتی golpazhuh.example",
                                        "تهران، خیابان کارگر شمالی، کوچهٔ چهارم، پلاک ۱۲، کد پستی ۱۴۱۳۶۹۳۱۱۱"),
                                "اخطار دربارهٔ هشت شکایت بی‌پاسخ و درخواست برنامهٔ اصلاح",
                                "ادارهٔ نظارت بر نماد اعتماد",
                                List.of("دبیرخانهٔ مرکز"),
                                VERIFY),
                        List.of(
                                "با سلام؛ از ۱ شهریور تا ۳۰ آبان ۱۴۰۵، هشت شکایت از فروشگاه golpazhuh.example (نماد TS-AB12-CD34) بی آن‌که پاسخی به آن‌ها داده شود به پایان مهلت رسیده است. این رقم از حدّی که ضوابط برای سه ماه روا می‌داند (هفت شکایت) بیشتر است.",
                                "مصرف‌کنندگان در این پرونده‌ها از نرسیدن کالا، تفاوت کالا با آگهی و بازنگرداندن وجه گفته‌اند و جمع مبالغ آن‌ها ۱۸٬۴۵۰٬۰۰۰ ریال است. فهرست شکایت‌ها با تاریخ و مهلت هر یک در کارتابل شما آمده است.",
                                "خواهشمند است ظرف ده روز، یعنی تا پایان ۱۰ آذر ۱۴۰۵، برنامه‌ای با هدف‌های سنجیدنی بفرستید: میانگین زمان پاسخ، شمار شکایت‌های باز و چگونگی بازپرداخت. اگر رقمی را نادرست می‌دانید، در همان مهلت و از همان‌جا اعتراض کنید؛ کارشناسی دیگر به آن رسیدگی می‌کند.",
                                "تا آن روز نماد شما برقرار است. چنانچه برنامه‌ای نرسد یا در روز بازبینی به هدف‌هایش نرسیده باشد، تعلیق نماد بررسی خواهد شد و پیش از هر تصمیم، فرصت پاسخ خواهید داشت."));
            case ZH ->
                new Letter(
                        new Letterhead(
                                "2026-0038",
                                List.of("古尔帕茹汗商贸有限公司", "网店 golpazhuh.example 经营者", "德黑兰市北卡尔加尔街四巷12号，邮编 1413693111"),
                                "关于八件投诉逾期未答复的警示及整改计划要求",
                                "信任标志监督处",
                                List.of("中心秘书处"),
                                VERIFY),
                        List.of(
                                "贵公司网店 golpazhuh.example（标志 TS-AB12-CD34）自2026年8月23日至11月21日，共有八件投诉在期限届满时仍未得到答复，超过现行规则对三个月内允许的上限（七件）。",
                                "上述投诉涉及商品未送达、商品与描述不符以及未退款，合计金额为18,450,000里亚尔。各案的日期与期限已列入贵公司的工作台。",
                                "请于十日内，即2026年12月1日前，提交载有可衡量目标的整改计划，包括平均答复时间、未结投诉数量和退款方式。如对任何数字有异议，可在同一期限内提出，并由另一名工作人员处理。",
                                "在此之前，贵公司的标志继续有效。如未提交计划，或复查之日未达到计划目标，本中心将考虑暂停该标志；作出任何决定之前，贵公司均有陈述意见的机会。"));
            case EN ->
                new Letter(
                        new Letterhead(
                                "2026-0038",
                                List.of(
                                        "Golpazhuhan Pars Trading Company",
                                        "holder of the shop golpazhuh.example",
                                        "12 Fourth Lane, North Kargar Street, Tehran 1413693111"),
                                "Eight complaints left unanswered: a plan is asked for",
                                "Office for the supervision of the trust mark",
                                List.of("The secretary of the centre"),
                                VERIFY),
                        List.of(
                                "Between 23 August and 21 November 2026, eight complaints about the shop golpazhuh.example (mark TS-AB12-CD34) reached the end of their term without an answer. This is more than the policy in force allows in three months (seven).",
                                "The complaints are about goods that did not come, goods that were not as described and money that was not returned; together they are worth 18,450,000 rial. Your desk lists each with its dates and deadlines.",
                                "We ask you to send, within ten days, that is by the end of 1 December 2026, a plan with targets that can be measured: the mean time to an answer, the number of open complaints, and how money is returned. If you hold one of the figures to be wrong, object within the same term; somebody else will decide on it.",
                                "Until then your mark stays in force. If no plan comes, or its targets are not met on the day of the check, suspension will be considered, and you will be heard before anything is decided."));
        };
    }

    private static String black(String text) {
        return text.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private X509Certificate[] published() {
        return published(installation);
    }

    /** The certificates of the seal that an installation publishes. */
    static X509Certificate[] published(Installation installation) {
        var answer = installation.http().get("/.well-known/seal-certificates.pem");
        assertThat(answer.status()).isEqualTo(200);
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(answer.text().getBytes(StandardCharsets.US_ASCII)))
                    .toArray(X509Certificate[]::new);
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The signature without the zeros that fill its place. */
    private static ContentInfo contents(PDSignature signature, byte[] pdf) throws IOException {
        try (var stream = new ASN1InputStream(signature.getContents(pdf))) {
            return ContentInfo.getInstance(stream.readObject());
        }
    }

    /** Whether a file carries a seal of one of these certificates over all of it. */
    static boolean isSealed(byte[] pdf, X509Certificate... by) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            PDSignature signature = document.getLastSignatureDictionary();
            var range = signature.getByteRange();
            if (range[0] != 0 || range[2] + range[3] != pdf.length) {
                return false;
            }
            var signed = new CMSSignedData(
                    new CMSProcessableByteArray(signature.getSignedContent(pdf)), contents(signature, pdf));
            var signer = signed.getSignerInfos().getSigners().iterator().next();
            for (var certificate : by) {
                if (signer.getSID().match(new JcaX509CertificateHolder(certificate))) {
                    return signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate.getPublicKey()));
                }
            }
            return false;
        } catch (CMSException e) {
            return false;
        } catch (OperatorCreationException | CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_letter_is_sealed_fit_for_archives_and_reads_as_it_was_written(Language language) throws Exception {
        var letter = letter(language);
        Files.write(
                Files.createDirectories(Path.of("target", "documents")).resolve("letter-" + language.code() + ".pdf"),
                letter.pdf());
        assertThat(Judge.faults(letter.pdf())).isEmpty();
        assertThat(isSealed(letter.pdf(), published())).isTrue();
        assertThat(letter.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(letter.pdf())));
        try (var document = Loader.loadPDF(letter.pdf())) {
            var read = new PDFTextStripper().getText(document).strip();
            var pageNumber = Texts.in(language).say("document.page", 1, 1);
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(black(read)).isEqualTo(black(letter.text() + pageNumber));
            assertThat(letter.text()).contains(sample(language).paragraphs()).contains(VERIFY);
            assertThat(document.getLastSignatureDictionary().getSignDate().toInstant())
                    .isEqualTo(Instant.parse("2026-11-21T08:30:15Z"));
        }
    }

    /** ETSI EN 319 142-1, 6.3: what a signature of level B-B has, and what it must not have. */
    @Test
    void the_seal_is_a_signature_of_level_b_b() throws Exception {
        var pdf = letter(Language.EN).pdf();
        try (var document = Loader.loadPDF(pdf)) {
            var signature = document.getLastSignatureDictionary();
            assertThat(signature.getSubFilter()).isEqualTo("ETSI.CAdES.detached");
            var signed = new CMSSignedData(contents(signature, pdf));
            var attributes =
                    signed.getSignerInfos().getSigners().iterator().next().getSignedAttributes();
            assertThat(attributes.get(CMSAttributes.contentType)).isNotNull();
            assertThat(attributes.get(CMSAttributes.messageDigest)).isNotNull();
            assertThat(attributes.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2))
                    .isNotNull();
            assertThat(attributes.get(CMSAttributes.signingTime)).isNull();
            assertThat(signed.getCertificates().getMatches(null)).hasSize(1);
        }
    }

    @Test
    void a_byte_changed_breaks_the_seal() throws IOException {
        var pdf = letter(Language.FA).pdf();
        var certificates = published();
        try (var document = Loader.loadPDF(pdf)) {
            int[] range = document.getLastSignatureDictionary().getByteRange();
            for (int at : new int[] {20, range[1] / 2, range[1] - 5, range[2] + 10}) {
                var changed = pdf.clone();
                changed[at] ^= 1;
                boolean sealed;
                try {
                    sealed = isSealed(changed, certificates);
                } catch (IOException | RuntimeException e) {
                    sealed = false;
                }
                assertThat(sealed).as("byte " + at).isFalse();
            }
        }
    }

    @Test
    void the_certificate_names_the_centre_and_is_for_signatures_only() throws Exception {
        letter(Language.EN);
        var certificate = published()[0];
        var key = installation.part(Keys.class).current(Purpose.SEAL);
        assertThat(certificate.getSubjectX500Principal().getName()).contains("O=Touchstone", key.kid());
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getPublicKey()).isEqualTo(key.jwk().toECKey().toPublicKey());
        // Digital signature and non-repudiation.
        assertThat(certificate.getKeyUsage())
                .containsExactly(true, true, false, false, false, false, false, false, false);
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        var end = LocalDate.ofInstant(certificate.getNotAfter().toInstant(), ZoneOffset.UTC);
        assertThat(end)
                .isEqualTo(LocalDate.ofInstant(key.created(), ZoneOffset.UTC).plusYears(10));
        certificate.checkValidity(Date.from(key.created()));
        assertThat(published()[0]).isEqualTo(certificate);
    }

    @Test
    void a_retired_key_stays_published_and_a_revoked_one_does_not() throws IOException {
        var keeping = installation.part(KeyKeeping.class);
        var first = letter(Language.EN);
        keeping.rotate(Purpose.SEAL);
        var second = letter(Language.EN);
        assertThat(second.kid()).isNotEqualTo(first.kid());
        var both = published();
        assertThat(isSealed(first.pdf(), both)).isTrue();
        assertThat(isSealed(second.pdf(), both)).isTrue();
        keeping.revoke(first.kid(), "compromised");
        assertThat(isSealed(first.pdf(), published())).isFalse();
        assertThat(isSealed(second.pdf(), published())).isTrue();
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return told;
    }

    private static void need(String program) {
        Assumptions.assumeTrue(
                List.of("/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/").stream()
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder + program))),
                "skipped: " + program + " missing");
    }

    /** OpenSSL, with nothing but the file and the published certificates. */
    @Test
    void openssl_verifies_the_seal(@TempDir Path folder) throws Exception {
        need("openssl");
        var pdf = letter(Language.FA).pdf();
        Files.writeString(
                folder.resolve("seal.pem"),
                installation.http().get("/.well-known/seal-certificates.pem").text());
        try (var document = Loader.loadPDF(pdf)) {
            var signature = document.getLastSignatureDictionary();
            Files.write(folder.resolve("content"), signature.getSignedContent(pdf));
            Files.write(folder.resolve("signature"), signature.getContents(pdf));
        }
        var command = new String[] {
            "openssl",
            "cms",
            "-verify",
            "-binary",
            "-inform",
            "DER",
            "-in",
            "signature",
            "-content",
            "content",
            "-CAfile",
            "seal.pem",
            "-purpose",
            "any",
            "-no_check_time",
            "-out",
            "/dev/null"
        };
        assertThat(run(folder, command)).containsIgnoringCase("verification successful");
        Files.writeString(folder.resolve("content"), "another");
        assertThat(run(folder, command)).containsIgnoringCase("verification failure");
    }

    @Test
    void poppler_calls_the_seal_valid(@TempDir Path folder) throws Exception {
        need("pdfsig");
        var pdf = letter(Language.ZH).pdf();
        Files.write(folder.resolve("letter.pdf"), pdf);
        assertThat(run(folder, "pdfsig", "-nocert", "letter.pdf"))
                .contains("Signature is Valid", "ETSI.CAdES.detached", "Total document signed");
        var changed = pdf.clone();
        changed[pdf.length / 2] ^= 1;
        Files.write(folder.resolve("letter.pdf"), changed);
        assertThat(run(folder, "pdfsig", "-nocert", "letter.pdf")).doesNotContain("Signature is Valid");
    }
}
