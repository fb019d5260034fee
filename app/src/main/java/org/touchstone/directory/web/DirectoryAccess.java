package org.touchstone.directory.web;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.touchstone.foundation.Settings;

/** What of the register is the same for everyone: no cookie is read or set there, and what is meant for frames may stand in them. */
@Configuration
@ConditionalOnWebApplication
class DirectoryAccess {

    @Bean
    @Order(0)
    SecurityFilterChain forEveryone(HttpSecurity http) throws Exception {
        return http.securityMatcher(
                        "/register/embed", "/m/*/embed", "/register/changes.atom", "/m/*/changes.atom", "/register.csv")
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(c -> c.disable())
                .logout(l -> l.disable())
                .csrf(c -> c.disable())
                .headers(h -> h.contentSecurityPolicy(p -> p.policyDirectives("default-src 'none'"))
                        .referrerPolicy(r -> r.policy(ReferrerPolicy.NO_REFERRER))
                        .frameOptions(f -> f.disable())
                        .cacheControl(c -> c.disable()))
                .authorizeHttpRequests(a -> a.anyRequest().permitAll())
                .build();
    }

    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> registerEtags() {
        var filter = new FilterRegistrationBean<>(new ShallowEtagHeaderFilter());
        filter.addUrlPatterns("/api/v1/register", "/api/v1/register/*");
        return filter;
    }

    /** The address of this installation, without a slash at its end. */
    static String base(Settings settings) {
        var base = settings.baseUrl().toString();
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
