import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Adds up the reports of all modules and prints one plain line; exits with 1 when a test failed or none ran. */
class Counts {

    private static final Pattern SUITE = Pattern.compile(
            "<testsuite [^>]*?tests=\"(\\d+)\"[^>]*?errors=\"(\\d+)\"[^>]*?skipped=\"(\\d+)\"[^>]*?failures=\"(\\d+)\"", Pattern.DOTALL);

    public static void main(String[] arguments) throws IOException {
        int tests = 0;
        int failed = 0;
        int skipped = 0;
        try (var files = Files.walk(Path.of(arguments[0]), 5)) {
            for (var file : (Iterable<Path>) files.filter(Counts::isReport)::iterator) {
                var suite = SUITE.matcher(Files.readString(file));
                if (suite.find()) {
                    tests += Integer.parseInt(suite.group(1));
                    failed += Integer.parseInt(suite.group(2)) + Integer.parseInt(suite.group(4));
                    skipped += Integer.parseInt(suite.group(3));
                }
            }
        }
        System.out.println("Tests took " + arguments[1] + " s");
        System.out.println((tests - failed - skipped) + " passed, " + failed + " failed, " + skipped + " skipped");
        System.exit(failed > 0 || tests == 0 ? 1 : 0);
    }

    private static boolean isReport(Path file) {
        return file.toString().contains("surefire-reports") && file.getFileName().toString().matches("TEST-.*\\.xml");
    }
}
