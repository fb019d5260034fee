package org.touchstone.seal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.util.CollectionStore;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.secrecy.Sha256;
import org.touchstone.signer.Keys;
import org.touchstone.signer.Purpose;

/**
 * The centre's seal on a PDF: a signature as PAdES B-B has it (ETSI EN 319 142-1) by the seal's key, over the whole file. The file
 * stays what it was before, PDF/A and PDF/UA; one byte changed, and every reader says so.
 */
@Component
public class Seal {

    /** Bytes kept for the signature in the file; one needs about 1,400. */
    private static final int ROOM = 4096;

    private final Keys keys;
    private final SealCertificates certificates;
    private final String centre;

    Seal(Keys keys, SealCertificates certificates, Settings settings) {
        this.keys = keys;
        this.certificates = certificates;
        this.centre = settings.organization();
    }

    /**
     * A document under seal.
     *
     * @param kid name of the key that sealed it
     */
    public record Sealed(byte[] pdf, String kid) {}

    /**
     * Seals a document.
     *
     * @param at the time the seal states, to the second
     */
    public Sealed seal(byte[] pdf, Instant at) {
        var key = keys.current(Purpose.SEAL);
        var certificate = certificates.of(key);
        try (var document = Loader.loadPDF(pdf);
                var options = new SignatureOptions()) {
            var signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
            signature.setName(centre);
            signature.setSignDate(
                    GregorianCalendar.from(at.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC)));
            options.setPreferredSignatureSize(ROOM);
            document.addSignature(signature, content -> signed(content, certificate, key.kid()), options);
            var field = document.getSignatureFields().getFirst();
            field.setAlternateFieldName(centre);
            // Nothing to see and nothing to read aloud: what is outside the page is no part of its text.
            field.getWidgets().getFirst().setRectangle(new PDRectangle(-1, -1, 0, 0));
            document.setDocumentId(at.toEpochMilli());
            var sealed = new ByteArrayOutputStream();
            document.saveIncremental(sealed);
            return new Sealed(sealed.toByteArray(), key.kid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] signed(InputStream content, X509CertificateHolder certificate, String kid) throws IOException {
        try {
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new SignerInfoGeneratorBuilder(new BcDigestCalculatorProvider())
                    .setSignedAttributeGenerator(facts -> attributes(certificate)
                            .getAttributes(facts)
                            // The time stands in the document itself; PAdES wants it in one place (EN 319 142-1, 6.3).
                            .remove(CMSAttributes.signingTime))
                    .build(new KeySigner(keys, kid), certificate));
            generator.addCertificates(new CollectionStore<>(List.of(certificate)));
            return generator
                    .generate(new CMSProcessableByteArray(content.readAllBytes()), false)
                    .toASN1Structure()
                    .getEncoded(ASN1Encoding.DER);
        } catch (CMSException | OperatorCreationException e) {
            throw new IllegalStateException("The seal cannot be set", e);
        }
    }

    /** Binds the signature to this one certificate (RFC 5035). */
    private static DefaultSignedAttributeTableGenerator attributes(X509CertificateHolder certificate) {
        try {
            var binding = new SigningCertificateV2(new ESSCertIDv2(Sha256.of(certificate.getEncoded())));
            return new DefaultSignedAttributeTableGenerator(new AttributeTable(
                    new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(binding))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
