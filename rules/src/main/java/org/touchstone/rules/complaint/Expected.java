package org.touchstone.rules.complaint;

import java.time.Instant;

/**
 * What a complaint waits for now: who must act, why, and by when. From it come the queues, which say why each case is there.
 *
 * @param by a legal instant where a round or period runs; the centre's own target where the centre acts
 */
public record Expected(Party who, Why why, Instant by) {

    /** Why somebody must act. */
    public enum Why {
        /** The consumer asked the centre to admit the complaint. */
        ADMISSION,
        /** The business must answer in the running round. */
        ANSWER,
        /** The consumer was asked for information. */
        INFORMATION,
        /** An officer must review the refusal of the business. */
        REFUSAL,
        /** The consumer may say whether the answer solved the matter. */
        RATING,
        /** The centre mediates: a proposal or a ruling is due. */
        MEDIATION,
        /** The parties must accept or decline the proposed settlement. */
        PROPOSAL,
        /** What was settled must be done. */
        SETTLEMENT,
        /** A settlement was not kept: a ruling is due. */
        BREACH,
        /** What the ruling orders must be done. */
        COMPLIANCE,
        /** An appeal must be decided. */
        APPEAL
    }
}
