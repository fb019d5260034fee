package org.touchstone.credential.web;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.touchstone.credential.Statements;
import org.touchstone.foundation.web.Problems;

/** Puts statements ahead of everything else. */
@Configuration
class CredentialConfiguration {

    @Bean
    FilterRegistrationBean<StatementGate> statementGate(Statements statements, Problems problems) {
        var filter = new FilterRegistrationBean<>(new StatementGate(statements, problems));
        filter.addUrlPatterns("/m/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
