package org.touchstone.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.touchstone.verifier.SampleSnapshot.aSnapshot;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Grades worked out on paper. A1, from complaints.csv: 3 matured, 2 answered, 1 in the first round, 1 opened again; its trade 3 of 4.
 * ANSWERED (2·4 + 7·3) ÷ (10·4) = 72.50, ON_TIME 33.33, UNDISPUTED 66.67: HISTORY 61.83. DELIVERY 2 of 500 orders against 50 for each
 * 10,000: 20. Total (30·61.83 + 15·20) ÷ 45 = 47.89. B2 is the example of docs/grades.md; it is yet to be worked out anew.
 */
class GradeCheckTest {

    private static final String GRADING = """
            policyVersion,name,value
            p,window,P12M
            p,minimumMatured,2
            p,kappa,7
            p,weight.HISTORY,30
            p,weight.CAPABILITY,25
            p,weight.SECURITY,15
            p,weight.SERVICE,15
            p,weight.SATISFACTION,15
            p,part.ANSWERED,60
            p,part.ON_TIME,25
            p,part.UNDISPUTED,15
            p,part.STANDING,20
            p,part.LICENCE,20
            p,part.CHECKS,25
            p,part.REACHED,20
            p,part.AGE,15
            p,part.ENCRYPTED,30
            p,part.CERTIFICATE,15
            p,part.PROTECTIONS,20
            p,part.INCIDENTS,35
            p,part.DELIVERY,50
            p,part.PROMISES,50
            p,part.SCORES,100
            p,band.A,90
            p,band.B,80
            p,band.C,70
            p,band.D,50
            p,band.E,0
            p,cap.SUSPENDED,E
            p,cap.SEVERE_FINDING,D
            p,cap.LETTER,C
            p,margin,1
            p,minimumWeight,40
            p,minimumRated,5
            p,serviceLimit,50
            p,minimumKnown,50
            p,ageMonths,24
            p,certificateDays,14
            p,restricted,50
            p,minimumPromises,5
            p,minimumOrders,500
            p,deliveryCategories,delivery
            p,openIncident,40
            p,closedSevere,20
            p,closedIncident,10
            p,protections,6
            """;
    private static final String HEADER =
            "mark,at,policyVersion,pending,state,issuedAt,supervision,matured,answered,onTime,reopened,refusalsLost,delivery,promises,"
                    + "kept,rated,scores,orders,tradeAnswered,tradeMatured,tradeRated,tradeScores,tradeAsOf,lookedAt,checks,checksInOrder,"
                    + "licence,looks,reached,encrypted,certificateUntil,protections,openSevere,open,closedSevere,closed,history,capability,"
                    + "security,service,satisfaction,total,held,earned,grade,lack\n";
    private static final String A1 =
            "A1,2026-11-21T10:00:00Z,p,false,SUSPENDED,2025-11-20T10:00:00Z,,3,2,1,1,0,2,2,1,2,6,500,3,4,0,0,,,,,,,,,,,0,0,0,0,"
                    + "61.83,,,20.00,,47.89,D,E,E,\n";
    private static final String B2 =
            "B2,2026-11-21T10:00:00Z,p,true,ISSUED,2025-11-20T10:00:00Z,,40,36,30,2,1,6,20,18,20,76,12000,800,1000,500,2000,,"
                    + "2026-11-20T10:00:00Z,8,7,true,30,29,true,2027-01-20T10:00:00Z,4,0,0,0,1,85.73,88.71,89.83,90.00,71.30,85.57,A,B,B,\n";

    @TempDir
    private Path directory;

    private VerifierRun verify(String grades) throws IOException {
        return VerifierRun.of(aSnapshot()
                .withFile("grading.csv", GRADING)
                .withFile("grades.csv", grades)
                .writtenTo(directory)
                .toString());
    }

    @Test
    void grades_made_by_the_rules_agree() throws IOException {
        VerifierRun run = verify(HEADER + A1 + B2);
        // 93 figures; ten counts of A1, and five indices, total, earned grade and grade of each.
        assertThat(run.out()).last().isEqualTo("figures: 119 checked, 0 differ");
        assertThat(run.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ,,3,2,1,1,0,    | ,,3,3,1,1,0,    | A1 answered: published 3, recomputed 2
            61.83,,,20.00   | 62.83,,,20.00   | A1 history: published 62.83, recomputed 61.83
            61.83,,,20.00   | 61.83,0.00,,20.00 | A1 capability: published 0.00, recomputed (empty)
            47.89,D,E,E     | 47.89,D,E,D     | A1 grade: published D, recomputed E
            85.57,A,B,B     | 85.58,A,B,B     | B2 total: published 85.58, recomputed 85.57
            """)
    void a_changed_grade_is_found(String correct, String changed, String line) throws IOException {
        VerifierRun run = verify((HEADER + A1 + B2).replace(correct.strip(), changed.strip()));
        assertThat(run.out()).contains(line);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void a_grade_that_was_held_is_kept_within_the_margin_only() throws IOException {
        // Held at A, a total of 89.00 would keep it; 85.57 does not.
        VerifierRun run = verify((HEADER + A1 + B2).replace("85.57,A,B,B", "85.57,A,A,A"));
        assertThat(run.out()).contains("B2 earned: published A, recomputed B", "B2 grade: published A, recomputed B");
    }
}
