package org.touchstone.issuing;

import org.springframework.stereotype.Component;
import org.touchstone.rules.issuing.CheckCode;

/** Does a check of an application: asks or looks, and has the rules judge what was found. Nothing is written. */
@Component
class Examinations {

    private final RegisterExaminations registers;
    private final WebsiteExaminations websites;
    private final HostObstacle hosts;

    Examinations(RegisterExaminations registers, WebsiteExaminations websites, HostObstacle hosts) {
        this.registers = registers;
        this.websites = websites;
        this.hosts = hosts;
    }

    Examined examine(CheckCode check, Application application) {
        return switch (check) {
            case IDENTITY -> registers.identity(application);
            case BUSINESS -> registers.business(application);
            case LICENCE -> registers.licence(application);
            case ADDRESS -> registers.address(application);
            case TAX -> registers.tax(application);
            case CONTROL ->
                hosts.examine(
                        application,
                        websites.control(new Challenge(application.host().orElseThrow(), application.token())));
            case CONTENT -> websites.content(application.host().orElseThrow(), application.answers());
            case TLS -> websites.tls(application.host().orElseThrow());
        };
    }
}
