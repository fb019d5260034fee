package org.touchstone;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.touchstone.registry.Mark;

/** A shop of the drill: how it behaves, and what the drill knows of it without asking the platform. */
final class YearShop {

    /** How shops behave towards consumers, and towards the centre once a letter has come. */
    enum Nature {
        /** Answers nearly everything. */
        HONEST(0.975, 0.7, 0.003),
        /** Answers on the last day, and not always. */
        SLOW(0.9, 0.5, 0.005),
        /** Answers after the time for it is over. */
        LATE(0.45, 0.4, 0.012),
        /** Answers little until a letter comes, and keeps its plan. */
        MENDING(0.35, 0.5, 0.015),
        /** Hands in a plan and does not keep it. */
        BREAKING(0.3, 0.3, 0.015),
        /** Answers neither consumers nor letters. */
        SILENT(0.15, 0.2, 0.02),
        /** Says nothing to the letter, and appeals once it is suspended. */
        APPEALING(0.3, 0.4, 0.015),
        /** Appeals against the letter itself. */
        CONTESTING(0.5, 0.5, 0.012);

        final double answers;
        final double solves;
        final double complaints;

        Nature(double answers, double solves, double complaints) {
            this.answers = answers;
            this.solves = solves;
            this.complaints = complaints;
        }

        boolean handsInPlans() {
            return this != SILENT && this != APPEALING && this != CONTESTING;
        }
    }

    /** A complaint that will be left unanswered unless the shop mends. */
    static final class Ignored {
        final UUID id;
        final UUID consumer;
        final YearShop shop;
        final Instant deadline;
        boolean answered;

        Ignored(UUID id, UUID consumer, YearShop shop, Instant deadline) {
            this.id = id;
            this.consumer = consumer;
            this.shop = shop;
            this.deadline = deadline;
        }
    }

    final Mark mark;
    final Nature nature;
    /** Orders of every month; 0 where no register tells. */
    final long orders;

    final double weight;
    double answers;
    /** When each point was given. */
    final List<Instant> points = new ArrayList<>();
    /** When the complaint of each point was filed. */
    final List<Instant> pointsFiled = new ArrayList<>();

    final List<Ignored> ignoring = new ArrayList<>();
    final Set<UUID> appealed = new HashSet<>();
    boolean joined;
    boolean returned;
    /** The state of the case it was last seen in, and from which day on somebody acts. */
    @Nullable String seen;

    int actsOn;

    YearShop(Mark mark, Nature nature, long orders, double weight) {
        this.mark = mark;
        this.nature = nature;
        this.orders = orders;
        this.weight = weight;
        this.answers = nature.answers;
    }

    /** How many points it has as of an instant, among complaints filed after another. */
    int pointsAt(Instant asOf, Instant filedAfter) {
        int count = 0;
        for (int i = 0; i < points.size(); i++) {
            if (!points.get(i).isAfter(asOf) && pointsFiled.get(i).isAfter(filedAfter)) {
                count++;
            }
        }
        return count;
    }

    /** How many points were given after an instant. */
    int pointsSince(Instant instant, Instant asOf) {
        return (int) points.stream()
                .filter(at -> at.isAfter(instant) && !at.isAfter(asOf))
                .count();
    }
}
