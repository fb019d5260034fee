package org.touchstone.transparency;

import java.util.List;

/** The keys of the log: one signs, earlier ones are remembered. */
interface LogKeys {

    /** The raw public key that signs now. */
    byte[] current();

    /** The raw public keys there ever were and that are still trusted, the current one too. */
    List<byte[]> trusted();

    /** Signs with the current key. */
    byte[] sign(byte[] message);
}
