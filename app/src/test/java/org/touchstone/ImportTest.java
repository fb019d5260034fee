package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.touchstone.foundation.PlainSentence;
import org.touchstone.importing.ComplaintImport;

/** Other regulators' complaints: the real ones where they lie beside the project, and broken files made here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportTest {

    private static final Path DATA = Path.of("../../shared/data/cfpb");
    private static final String HEADER =
            "complaint_id,date_received,date_sent,company,product,issue,submitted_via,company_response,timely,disputed,company_public_response,source\n";

    private final Installation installation = Installation.fresh();
    private final Http http = installation.http();

    @TempDir
    Path folder;

    @AfterAll
    void close() {
        installation.close();
    }

    private ComplaintImport.Result run(Path file, String format) {
        return installation.part(ComplaintImport.class).run(file, format, (done, all) -> {});
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static String row(String id, String company, String response, String timely) {
        return "%s,2024-01-02,2024-01-03,%s,Mortgage,Fees,Web,%s,%s,No,,test\n"
                .formatted(id, company, response, timely);
    }

    @Test
    void late_and_never_answered_are_told_apart_per_company() throws IOException {
        assumeTrue(Files.exists(DATA), "skipped: data not present");
        var copy = Files.copy(DATA.resolve("cfpb_rows_combined.csv.gz"), folder.resolve("cfpb.csv.gz"));
        var first = run(copy, "cfpb");
        assertThat(first.complaints()).isEqualTo(16_388);
        assertThat(first.fresh()).isEqualTo(16_388);
        assertThat(first.rejected()).isZero();
        assertThat(first.proposals()).isPositive();
        var again = run(copy, "cfpb");
        assertThat(again.fresh()).isZero();
        assertThat(again.complaints()).isEqualTo(16_388);
        assertThat(again.proposals()).isZero();

        var marks = new HashMap<String, String>();
        for (var mark : csv(http.get("/open-data/marks.csv").text())) {
            marks.put(mark.get("business"), mark.get("mark"));
        }
        var expected = csv(Files.readString(DATA.resolve("expected_by_company.csv")));
        assertThat(expected).hasSize(1231);
        for (var company : expected) {
            var record = http.get("/api/v1/marks/" + marks.get(company.get("company")) + "/record?window=P30Y")
                    .json();
            int all = Integer.parseInt(company.get("n"));
            int never = Integer.parseInt(company.get("untimely_response"));
            int late = all - Integer.parseInt(company.get("timely_yes")) - never;
            assertThat(List.of(
                            record.path("matured").asInt(),
                            record.path("unanswered").asInt(),
                            record.path("late").asInt()))
                    .as(company.get("company"))
                    .containsExactly(all, never, late);
            assertThat(record.path("answerTime").path("medianHours").isNull()).isTrue();
            assertThat(record.path("answerTime").path("unknown").asInt()).isEqualTo(all - never);
        }
    }

    private static List<CSVRecord> csv(String text) throws IOException {
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(text))
                .getRecords();
    }

    @Test
    void broken_rows_are_written_down_with_reasons_and_the_others_are_taken() throws IOException {
        var broken = HEADER
                + row("b1", "Broken & Sons", "Closed with explanation", "Yes")
                + "b2,not-a-day,2024-01-03,Broken & Sons,Mortgage,Fees,Web,Closed with explanation,Yes,No,,test\n"
                + row("b3", "", "Closed with explanation", "Yes")
                + row("b4", "Broken & Sons", "Untimely response", "Perhaps")
                + "b5,too,few\n"
                + row("b1", "Broken & Sons", "Closed with explanation", "Yes")
                + row("b6", "Broken & Sons", "Untimely response", "No");
        var bytes = (broken + "b7,2024-01-02,2024-01-03,Caf").getBytes(StandardCharsets.UTF_8);
        var file = folder.resolve("broken.csv");
        try (var out = Files.newOutputStream(file)) {
            out.write(bytes);
            out.write(0xE9);
            out.write(",Mortgage,Fees,Web,Closed,Yes,No,,test\n".getBytes(StandardCharsets.UTF_8));
            out.write("b8,2024-01-02,2024-01-03,\"cut in the mid".getBytes(StandardCharsets.UTF_8));
        }
        var result = run(file, "cfpb");
        assertThat(result.complaints()).isEqualTo(2);
        assertThat(result.rejected()).isEqualTo(7);
        assertThat(Files.readString(Path.of(file + ".rejected.csv")))
                .contains("date_received is not a day", "company is empty", "timely is neither", "has 3 columns")
                .contains("stands twice", "is not UTF-8", "cut or broken");
    }

    @Test
    void a_gzip_cut_in_the_middle_keeps_what_came_before() throws IOException {
        var whole = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(whole)) {
            gzip.write(HEADER.getBytes(StandardCharsets.UTF_8));
            var random = new Random(7);
            for (int i = 0; i < 3000; i++) {
                gzip.write(row("z" + i, "Cut Ltd " + random.nextLong(), "Closed", "Yes")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        var file = folder.resolve("cut.csv.gz");
        Files.write(file, Arrays.copyOf(whole.toByteArray(), whole.size() / 20));
        var result = run(file, "cfpb");
        assertThat(result.complaints()).isPositive();
        assertThat(result.rejected()).isEqualTo(1);
    }

    @Test
    void a_file_of_another_format_is_refused_before_anything_changes() throws IOException {
        var wrong = file("wrong.csv", "a,b,c\n1,2,3\n");
        assertThatThrownBy(() -> run(wrong, "cfpb"))
                .isInstanceOf(PlainSentence.class)
                .hasMessageContaining("complaint_id")
                .hasMessageContaining("not of the format cfpb");
        assertThatThrownBy(() -> run(wrong, "nonsense")).hasMessageContaining("--format cfpb");
        assertThatThrownBy(() -> run(file("empty.csv", ""), "cfpb")).isInstanceOf(PlainSentence.class);
    }

    @Test
    void names_that_are_plainly_one_firm_are_proposed_and_merged_only_by_an_officer() throws IOException {
        var file = file(
                "names.csv",
                HEADER
                        + row("n1", "\"Blue Heron Lending, Inc.\"", "Closed", "Yes")
                        + row("n2", "BLUE HERON LENDING", "Closed", "Yes")
                        + row("n3", "Blue Heron Leasing", "Closed", "Yes"));
        assertThat(run(file, "cfpb").proposals()).isEqualTo(1);
        var merged = installation
                .jdbc()
                .sql("SELECT count(*) FROM business WHERE merged_into IS NOT NULL")
                .query(Integer.class)
                .single();
        assertThat(merged).isZero();
    }

    @Test
    void the_brazilian_export_is_read_with_both_kinds_of_dates() throws IOException {
        var file = file(
                "brazil.csv",
                "Região;UF;Cidade;Sexo;Faixa Etária;Data Finalização;Tempo Resposta;Nome Fantasia;Segmento de Mercado;Área;Assunto;"
                        + "Grupo Problema;Problema;Como Comprou Contratou;Procurou Empresa;Respondida;Situação;Avaliação Reclamação;Nota do Consumidor\n"
                        + "SE;SP;Santos;F;31 a 40;30/06/2024;4;Loja Azul;Varejo;A;B;Entrega do Produto;C;Internet;S;S;Finalizada avaliada;Resolvida;5\n"
                        + "SE;SP;Santos;M;31 a 40;2024-06-30;9;Loja Azul;Varejo;A;B;Entrega do Produto;C;Internet;S;S;Finalizada avaliada;Não Resolvida;1\n"
                        + "SE;SP;Santos;M;31 a 40;30/06/2024;;Loja Azul;Varejo;A;B;Cobrança;C;Internet;S;N;Finalizada não avaliada;;\n"
                        + "SE;SP;Santos;M;31 a 40;31/06/2024;3;Loja Azul;Varejo;A;B;Cobrança;C;Internet;S;S;Finalizada não avaliada;;\n");
        var result = run(file, "consumidor");
        assertThat(result.complaints()).isEqualTo(3);
        assertThat(result.rejected()).isEqualTo(1);
        var mark = csv(http.get("/open-data/marks.csv").text()).stream()
                .filter(m -> m.get("business").equals("Loja Azul"))
                .findFirst()
                .orElseThrow();
        var record = http.get("/api/v1/marks/" + mark.get("mark") + "/record?window=P30Y")
                .json();
        assertThat(record.path("matured").asInt()).isEqualTo(3);
        assertThat(record.path("unanswered").asInt()).isEqualTo(1);
        assertThat(record.path("solved").path("ofRated").asDouble()).isEqualTo(0.5);
        assertThat(record.path("answerTime").path("medianHours").asDouble()).isEqualTo(216.0);
    }
}
