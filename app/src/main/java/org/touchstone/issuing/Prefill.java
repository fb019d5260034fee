package org.touchstone.issuing;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.touchstone.registers.RegisterAnswer;
import org.touchstone.registers.Registers;
import org.touchstone.registers.Registers.BusinessEntry;
import org.touchstone.rules.text.Digits;

/** What the register of companies knows already, so that nobody has to type it. While it does not answer, people type. */
@Component
public class Prefill {

    private final Registers registers;

    Prefill(Registers registers) {
        this.registers = registers;
    }

    /** What came of looking a business up before anything is asked about it. */
    public enum Looked {
        FOUND,
        UNKNOWN,
        /** The register does not answer. */
        NO_ANSWER
    }

    /** The business of a number, for filling in. */
    public record Filled(Looked looked, Optional<BusinessEntry> entry) {}

    /** Looks a business up. */
    public Filled business(String legalId) {
        return switch (registers.business(legalId)) {
            case RegisterAnswer.Known<BusinessEntry>(var entry) ->
                new Filled(entry.isPresent() ? Looked.FOUND : Looked.UNKNOWN, entry);
            case RegisterAnswer.NoAnswer<BusinessEntry> _ -> new Filled(Looked.NO_ANSWER, Optional.empty());
        };
    }

    /** The answers with what is missing filled in from the register, as far as it answers. */
    public Answers complete(Answers answers) {
        var legalId = answers.legalId();
        if (legalId == null || (answers.postalCode() != null && answers.phone() != null)) {
            return answers;
        }
        return business(legalId)
                .entry()
                .map(e -> new Answers(
                        legalId,
                        answers.legalName(),
                        answers.trade(),
                        answers.postalCode() == null ? Digits.compact(e.postalCode()) : answers.postalCode(),
                        answers.phone() == null ? e.phone() : answers.phone(),
                        answers.email(),
                        answers.host(),
                        answers.licenceNumber(),
                        answers.taxNumber()))
                .orElse(answers);
    }
}
