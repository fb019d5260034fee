package org.touchstone.credential;

import org.springframework.stereotype.Component;
import org.touchstone.foundation.Settings;
import org.touchstone.registry.Host;
import org.touchstone.registry.Mark;

/** This installation as an entity of the federation: its identifier, and the addresses and kinds it states things under. */
@Component
public class Issuer {

    private final String id;

    Issuer(Settings settings) {
        this.id = settings.baseUrl().toString().replaceFirst("/+$", "");
    }

    /** Its identifier: the address under which people reach it, without a slash at the end. */
    public String id() {
        return id;
    }

    /** An address of ours, by its path. */
    public String at(String path) {
        return id + path;
    }

    /** Who a mark is about: the exact origin of its website, in punycode and lower case, without a slash at the end. */
    public static String subject(Mark mark) {
        return subject(mark.host());
    }

    /** The origin of a host. */
    public static String subject(Host host) {
        return "https://" + host.name();
    }

    /** The address of a mark's public profile. */
    public String profile(Mark mark) {
        return at("/m/" + mark.code());
    }

    /** The address of a status list. */
    public String statusList(StatusPlace place) {
        return at(Wire.STATUS_LIST_PATH + place.list());
    }

    /** The address of a bitstring of a purpose. */
    public String bitstring(StatusPurpose purpose, int list) {
        return at(Wire.BITSTRING_PATH + purpose.word() + "/" + list);
    }
}
