package org.touchstone.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.account.People;
import org.touchstone.foundation.web.Caller;
import org.touchstone.record.store.StageStore;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Registry;
import org.touchstone.rules.record.Measure;
import org.touchstone.rules.record.PeerMedian;

/** A business's own figures beside what is usual among its peers. */
@Component
public class DeskFigures {

    private final Registry registry;
    private final Records records;
    private final Stages stages;
    private final StageStore store;
    private final People people;
    private final OpenData openData;

    DeskFigures(Registry registry, Records records, Stages stages, StageStore store, People people, OpenData openData) {
        this.registry = registry;
        this.records = records;
        this.stages = stages;
        this.store = store;
        this.people = people;
        this.openData = openData;
    }

    /**
     * The figures of a mark as its business sees them.
     *
     * @param record absent while figures are measured in confidence
     * @param peers what is usual in the trade, as of the newest snapshot; a measure too few businesses have is not among them
     * @param mayAgree whether the reader may open or close the figures now
     */
    public record Own(
            Mark mark,
            Showing showing,
            @Nullable PublicRecord record,
            Map<Measure, PeerMedian> peers,
            boolean mayAgree) {

        /** Its own value; absent where there is none. */
        public @Nullable Double value(Measure measure) {
            return record == null ? null : measure.in(record.figures());
        }
    }

    /** The figures of all marks a caller acts for. */
    public List<Own> of(Caller caller) {
        return registry.ofBusinesses(people.businessesOf(caller.id())).stream()
                .map(mark -> own(caller, mark, stages.showing(mark, null)))
                .toList();
    }

    /** The figures of one mark; nothing for those who do not act for its business. */
    public Optional<Own> of(Caller caller, String code) {
        return registry.mark(code)
                .filter(mark -> people.businessesOf(caller.id()).contains(mark.businessId()))
                .map(mark -> own(caller, mark, stages.showing(mark, null)));
    }

    /** What the business would see in another stage, for whoever decides on it. */
    public Own in(Caller officer, Mark mark, Showing showing) {
        return own(officer, mark, showing);
    }

    private Own own(Caller caller, Mark mark, Showing showing) {
        if (!showing.stage().showsBusiness()) {
            return new Own(mark, showing, null, Map.of(), false);
        }
        openData.newest();
        return new Own(mark, showing, records.now(mark), medians(mark), stages.mayAgree(caller, mark));
    }

    /** What is usual in the trade of a mark. */
    @Transactional(readOnly = true)
    public Map<Measure, PeerMedian> medians(Mark mark) {
        return store.medians(mark.trade());
    }
}
