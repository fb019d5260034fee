package org.touchstone.complaint;

import java.util.UUID;

/**
 * Help at filing: an officer files for someone on the telephone.
 *
 * @param consent how the person consented, in the officer's words; kept with the complaint
 */
public record Assistance(UUID officer, String consent) {

    @Override
    public String toString() {
        return "assistance by person:" + officer;
    }
}
