package org.touchstone.complaint.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.touchstone.complaint.CaseFile;

/** The due dates of a complaint as a calendar file (RFC 5545). Names reference and shop; nothing of the complaint's text. */
final class DueCalendar {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private DueCalendar() {}

    static String of(CaseFile file) {
        var lines = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Touchstone//Complaints//EN\r\n");
        int round = 0;
        for (Instant due : file.deadlines()) {
            round++;
            lines.append("BEGIN:VEVENT\r\nUID:%s-%d@touchstone\r\nDTSTAMP:%s\r\nDTSTART:%s\r\nSUMMARY:%s %s (%d/%d)\r\n"
                    .formatted(
                            file.id(),
                            round,
                            UTC.format(file.filedAt()),
                            UTC.format(due),
                            file.reference(),
                            file.host(),
                            round,
                            file.deadlines().size()));
            lines.append(
                    "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:%s\r\nTRIGGER:-PT4H\r\nEND:VALARM\r\nEND:VEVENT\r\n"
                            .formatted(file.reference()));
        }
        return lines.append("END:VCALENDAR\r\n").toString();
    }
}
