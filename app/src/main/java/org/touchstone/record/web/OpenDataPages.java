package org.touchstone.record.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.View;
import org.touchstone.complaint.Stories;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Refused;
import org.touchstone.policy.Policies;
import org.touchstone.record.OpenData;
import org.touchstone.record.OpenData.Snapshot;

/** The open data, for people and for programs. */
@Controller
public class OpenDataPages {

    private final OpenData openData;
    private final Stories stories;
    private final Policies policies;
    private final Pages pages;

    OpenDataPages(OpenData openData, Stories stories, Policies policies, Pages pages) {
        this.openData = openData;
        this.stories = stories;
        this.policies = policies;
        this.pages = pages;
    }

    @GetMapping({"/open-data", "/open-data/"})
    View index() {
        return pages.view("record/opendata", openData.newest());
    }

    @ResponseBody
    @GetMapping("/open-data/index.json")
    Map<String, Object> indexForPrograms() {
        var snapshot = openData.newest();
        var rules = policies.at(snapshot.asOf()).record();
        var index = new LinkedHashMap<String, Object>();
        index.put("asOf", snapshot.asOf());
        index.put("window", rules.window());
        index.put("kappa", rules.kappa());
        index.put("minimumMatured", rules.minimumMatured());
        index.put("minimumRanked", rules.minimumRanked());
        index.put("files", files(snapshot));
        return index;
    }

    private static List<Map<String, Object>> files(Snapshot snapshot) {
        return snapshot.files().stream()
                .map(f -> Map.<String, Object>of(
                        "name",
                        f.name(),
                        "url",
                        "/open-data/" + snapshot.id() + "/" + f.name(),
                        "sha256",
                        f.sha256(),
                        "rows",
                        f.lines()))
                .toList();
    }

    /** Consumers' own words: a layer beside the snapshots, as it stands now, so that what is taken back is gone at once. */
    @GetMapping("/open-data/narratives.csv")
    void narratives(HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Access-Control-Allow-Origin", "*");
        var format = CSVFormat.RFC4180
                .builder()
                .setRecordSeparator('\n')
                .setHeader("id", "publishedAt", "text")
                .get();
        try (var csv = new CSVPrinter(response.getWriter(), format)) {
            var shown = openData.publicCases();
            stories.eachPublished(story -> {
                try {
                    if (!shown.test(story.publicId())) {
                        return;
                    }
                    csv.printRecord(story.publicId(), story.publishedAt(), story.text());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @GetMapping("/open-data/{name:[a-z]+}.csv")
    void newest(@PathVariable String name, HttpServletResponse response) throws IOException {
        send(openData.newest().id(), name + ".csv", "no-cache", response);
    }

    /** Copies may be kept without asking only while all figures are public: what is hidden later is to be gone from caches, too. */
    @GetMapping("/open-data/{snapshot}/{name:[a-z]+}.csv")
    void dated(@PathVariable String snapshot, @PathVariable String name, HttpServletResponse response)
            throws IOException {
        send(
                snapshot,
                name + ".csv",
                openData.showsAll() ? "public, max-age=31536000, immutable" : "no-cache",
                response);
    }

    private void send(String snapshot, String name, String cache, HttpServletResponse response) throws IOException {
        var gzipped = openData.content(snapshot, name).orElseThrow(Refused::notFound);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Cache-Control", cache);
        response.setHeader("Access-Control-Allow-Origin", "*");
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
            plain.transferTo(response.getOutputStream());
        }
    }
}
