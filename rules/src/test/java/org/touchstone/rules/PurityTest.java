package org.touchstone.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.touchstone.rules.complaint.Complaint;

/** The rules are pure: they ask no clock, no database, no network and no framework. What they use is read from their classes. */
class PurityTest {

    private static final List<String> CLOCKS = List.of(
            "java/time/[A-Za-z]+\\.now",
            "java/time/Clock\\..*",
            "java/time/InstantSource\\..*",
            "java/lang/System\\.(currentTimeMillis|nanoTime|getenv|getProperty)",
            "java/util/Date\\.<init>",
            "java/util/Calendar\\..*",
            "java/time/ZoneId\\.systemDefault",
            "java/util/Locale\\.getDefault",
            "java/lang/Math\\.random",
            "java/util/UUID\\.randomUUID");

    private static final List<String> WORLDS = List.of(
            "java/sql/.*",
            "javax/.*",
            "jakarta/.*",
            "java/net/.*",
            "java/io/(?!Serializable).*",
            "java/nio/file/.*",
            "java/util/Random",
            "java/util/concurrent/.*",
            "java/lang/Thread",
            "org/springframework/.*",
            "org/slf4j/.*");

    private static final String KNOWN = "java/(lang|math|text|time|util|security|nio/charset)/.*"
            + "|org/jspecify/annotations/.*|org/touchstone/rules/.*";

    @Test
    void no_rule_asks_what_time_it_is() throws IOException {
        assertThat(matching(membersUsed(rules()), CLOCKS)).isEmpty();
    }

    @Test
    void no_rule_knows_a_database_a_network_or_a_framework() throws IOException {
        assertThat(matching(classesUsed(rules()), WORLDS)).isEmpty();
    }

    @Test
    void the_rules_need_nothing_but_java_itself() throws IOException {
        assertThat(classesUsed(rules())).isNotEmpty().allMatch(name -> name.matches(KNOWN), KNOWN);
    }

    @Test
    void all_rules_are_looked_at() throws IOException {
        assertThat(rules()).hasSizeGreaterThan(30).anyMatch(path -> path.endsWith("Figures.class"));
    }

    @Test
    void a_clock_would_be_seen() throws IOException {
        var offender = List.of(classesOf(Offender.class).resolve("org/touchstone/rules/PurityTest$Offender.class"));
        assertThat(matching(membersUsed(offender), CLOCKS)).containsExactly("java/time/Instant.now");
        assertThat(matching(classesUsed(offender), WORLDS)).contains("java/util/Random");
    }

    /** Does what no rule may do. */
    static final class Offender {
        static long guess() {
            return new Random(Instant.now().toEpochMilli()).nextLong();
        }
    }

    private static List<Path> rules() throws IOException {
        try (var files = Files.walk(classesOf(Complaint.class))) {
            return files.filter(path -> path.toString().endsWith(".class")).toList();
        }
    }

    private static Path classesOf(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    private static Set<String> matching(Set<String> used, List<String> forbidden) {
        return used.stream()
                .filter(name -> forbidden.stream().anyMatch(name::matches))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> membersUsed(List<Path> classes) throws IOException {
        var used = new TreeSet<String>();
        for (var entry : entries(classes)) {
            if (entry instanceof MemberRefEntry member) {
                used.add(member.owner().asInternalName() + "." + member.name().stringValue());
            }
        }
        return used;
    }

    private static Set<String> classesUsed(List<Path> classes) throws IOException {
        var used = new TreeSet<String>();
        for (var entry : entries(classes)) {
            if (entry instanceof ClassEntry type && !type.asInternalName().startsWith("[")) {
                used.add(type.asInternalName());
            }
        }
        return used;
    }

    private static List<PoolEntry> entries(List<Path> classes) throws IOException {
        var entries = new ArrayList<PoolEntry>();
        for (var path : classes) {
            ClassFile.of().parse(path).constantPool().forEach(entries::add);
        }
        return entries;
    }
}
