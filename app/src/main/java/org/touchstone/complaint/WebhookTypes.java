package org.touchstone.complaint;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.complaint.ComplaintEvent.LeftUnanswered;

/** What programs of a business can be told: one type for each kind of event, and the reminder. */
public final class WebhookTypes {

    /** A due instant is near. */
    public static final String DUE_SOON = "complaint.due-soon";

    /** All types, as a business may choose among them. */
    public static final List<String> ALL = Stream.concat(
                    ComplaintEvent.kinds().stream().map(WebhookTypes::of), Stream.of(DUE_SOON))
            .sorted()
            .toList();

    private WebhookTypes() {}

    /** The type of an event: its name in small letters, {@code complaint.round-missed}. */
    public static String of(ComplaintEvent event) {
        return of(event.getClass());
    }

    private static String of(Class<?> event) {
        var name = event == LeftUnanswered.class ? "Unanswered" : event.getSimpleName();
        return "complaint." + name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
