package org.touchstone.issuing.web;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.touchstone.issuing.Answers;
import org.touchstone.issuing.Application;
import org.touchstone.issuing.ApplicationCheck;
import org.touchstone.rules.issuing.ApplicationState;
import org.touchstone.rules.issuing.CheckCode;

/** What an applicant does, one page each, with the checks that look at it. */
public enum ApplicationTask {
    /** Known from signing in: nothing to type. */
    WHO,
    BUSINESS,
    WEBSITE,
    LICENCE,
    CONTACT,
    PLEDGE;

    /** The task in which what a check finds is put right. */
    public static ApplicationTask of(CheckCode code) {
        return Arrays.stream(values())
                .filter(t -> t.codes().contains(code))
                .findFirst()
                .orElseThrow();
    }

    /** The checks of the task. */
    public List<CheckCode> codes() {
        return switch (this) {
            case WHO -> List.of(CheckCode.IDENTITY);
            case BUSINESS -> List.of(CheckCode.BUSINESS);
            case WEBSITE -> List.of(CheckCode.CONTROL, CheckCode.CONTENT, CheckCode.TLS);
            case LICENCE -> List.of(CheckCode.LICENCE, CheckCode.TAX);
            case CONTACT -> List.of(CheckCode.ADDRESS);
            case PLEDGE -> List.of();
        };
    }

    /** The checks of the task in an application. */
    public List<ApplicationCheck> checks(Application application) {
        return codes().stream().flatMap(c -> application.check(c).stream()).toList();
    }

    /** Whether there is a page on which something is answered. */
    public boolean hasPage() {
        return this != WHO;
    }

    /** Last part of the address of its page. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether everything that must be is answered. */
    public boolean isAnswered(Answers answers) {
        return switch (this) {
            case WHO -> true;
            case BUSINESS, LICENCE -> answers.hasBusiness();
            case WEBSITE -> answers.host() != null;
            case CONTACT -> answers.postalCode() != null && answers.phone() != null;
            case PLEDGE -> answers.isComplete();
        };
    }

    /** Where the task stands: its worst check decides. */
    public TaskState state(Application application) {
        if (this == PLEDGE) {
            return application.state() == ApplicationState.DRAFT ? TaskState.OPEN : TaskState.DONE;
        }
        if (!isAnswered(application.answers())) {
            return TaskState.OPEN;
        }
        return checks(application).stream()
                .map(TaskState::of)
                .max(Comparator.naturalOrder())
                .orElse(TaskState.OPEN);
    }
}
