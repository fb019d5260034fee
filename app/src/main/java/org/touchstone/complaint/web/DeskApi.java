package org.touchstone.complaint.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.account.Person;
import org.touchstone.account.Team;
import org.touchstone.complaint.Desk;
import org.touchstone.complaint.DeskNote;
import org.touchstone.complaint.SavedReply;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;

/** How a team shares its work, for programs. */
@RestController
class DeskApi {

    private final Desk desk;
    private final Team team;

    DeskApi(Desk desk, Team team) {
        this.desk = desk;
        this.team = team;
    }

    /** To whom to give a case. */
    record AssignJson(@Nullable UUID person) {}

    /** Who sees to a case; nobody where both are absent. */
    record AssignmentJson(
            UUID complaintId,
            @Nullable UUID person,
            @Nullable String name) {}

    /** A note to write. */
    record WriteJson(@Nullable String text) {}

    /** A note. */
    record NoteJson(UUID id, String author, Instant at, String text) {
        static NoteJson of(DeskNote n) {
            return new NoteJson(n.id(), n.authorName(), n.at(), n.text());
        }
    }

    /** Notes. */
    record NotesJson(List<NoteJson> items) {}

    /** A reply to save. */
    record SaveJson(
            @Nullable UUID business,
            @Nullable String title,
            @Nullable String text,
            @Nullable String language) {}

    /** A saved reply. */
    record ReplyJson(UUID id, UUID business, String title, String text, String language, Instant changedAt) {
        static ReplyJson of(SavedReply r) {
            return new ReplyJson(
                    r.id(), r.business(), r.title(), r.text(), r.language().code(), r.changedAt());
        }
    }

    /** Replies. */
    record RepliesJson(List<ReplyJson> items) {}

    @GetMapping("/api/v1/desk/complaints/{id}/assignment")
    AssignmentJson assignment(@PathVariable UUID id) {
        desk.file(Callers.required(), id);
        return new AssignmentJson(
                id,
                desk.assignee(id).map(Person::id).orElse(null),
                desk.assignee(id).map(Person::name).orElse(null));
    }

    @PostMapping("/api/v1/desk/complaints/{id}/assignment")
    AssignmentJson assign(@PathVariable UUID id, @RequestBody AssignJson assign) {
        var check = new Check();
        if (assign.person() == null) {
            check.fault("person", "required");
        }
        check.done();
        desk.assign(Callers.required(), id, assign.person());
        return assignment(id);
    }

    @DeleteMapping("/api/v1/desk/complaints/{id}/assignment")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unassign(@PathVariable UUID id) {
        desk.assign(Callers.required(), id, null);
    }

    @GetMapping("/api/v1/desk/complaints/{id}/notes")
    NotesJson notes(@PathVariable UUID id) {
        return new NotesJson(
                desk.notes(Callers.required(), id).stream().map(NoteJson::of).toList());
    }

    @PostMapping("/api/v1/desk/complaints/{id}/notes")
    @ResponseStatus(HttpStatus.CREATED)
    NotesJson write(@PathVariable UUID id, @RequestBody WriteJson note) {
        var check = new Check();
        var text = check.text("text", note.text(), 2000);
        check.done();
        desk.write(Callers.required(), id, text);
        return notes(id);
    }

    @GetMapping("/api/v1/desk/replies")
    RepliesJson replies(@RequestParam(required = false) @Nullable UUID business) {
        var caller = Callers.required();
        return new RepliesJson(desk.replies(caller, team.only(caller, business).id()).stream()
                .map(ReplyJson::of)
                .toList());
    }

    @PostMapping("/api/v1/desk/replies")
    @ResponseStatus(HttpStatus.CREATED)
    ReplyJson add(@RequestBody SaveJson reply) {
        return save(null, reply);
    }

    @PostMapping("/api/v1/desk/replies/{id}")
    ReplyJson change(@PathVariable UUID id, @RequestBody SaveJson reply) {
        return save(id, reply);
    }

    private ReplyJson save(@Nullable UUID id, SaveJson reply) {
        var caller = Callers.required();
        var check = new Check();
        var title = check.line("title", reply.title(), 100);
        var text = check.text("text", reply.text(), 5000);
        check.done();
        var own = team.only(caller, reply.business());
        return ReplyJson.of(desk.save(
                caller, own.id(), id, title, text, Language.of(reply.language()).orElse(Language.FA)));
    }

    @DeleteMapping("/api/v1/desk/replies/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, @RequestParam(required = false) @Nullable UUID business) {
        var caller = Callers.required();
        desk.remove(caller, team.only(caller, business).id(), id);
    }
}
