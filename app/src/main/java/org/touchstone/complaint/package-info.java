/**
 * Complaints of consumers about marked websites: filing and its checks, answer rounds, answers, the consumer's word, follow-up of
 * those who stay silent. Every change is an event in the complaint's history; the rules themselves stand in the book of rules.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "foundation",
            "transparency",
            "journal",
            "notice",
            "account",
            "policy",
            "registry",
            "evidence"
        })
package org.touchstone.complaint;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
