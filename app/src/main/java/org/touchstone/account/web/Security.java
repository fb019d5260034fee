package org.touchstone.account.web;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.touchstone.account.SignIn;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.web.Cookies;
import org.touchstone.foundation.web.Problems;

/**
 * Who gets in. Programs come with a bearer token and no cookie, so that no other site can borrow a browser's session; people come
 * with a session cookie, and every form of theirs carries a token no other site can read.
 */
@Configuration
@ConditionalOnWebApplication
class Security {

    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";

    @Bean
    @Order(1)
    SecurityFilterChain programAccess(HttpSecurity http, SignIn signIn, Problems problems) throws Exception {
        return common(http)
                .securityMatcher(
                        "/api/**",
                        "/federation/**",
                        "/.well-known/**",
                        "/sandbox/**",
                        "/open-data/**",
                        "/log/checkpoint",
                        "/log/cosigned",
                        "/log/tile/**",
                        "/log/proof/**",
                        "/openapi.yaml",
                        "/livez",
                        "/readyz",
                        "/metrics")
                .csrf(c -> c.disable())
                .addFilterBefore(new BearerFilter(signIn, problems), AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain personAccess(
            HttpSecurity http, SignIn signIn, Problems problems, Cookies cookies, Settings settings) throws Exception {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("form");
        tokens.setParameterName("_csrf");
        tokens.setCookieCustomizer(c -> c.sameSite("Lax")
                .httpOnly(true)
                .secure("https".equals(settings.baseUrl().getScheme())));
        return common(http)
                .csrf(c ->
                        c.csrfTokenRepository(tokens).csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler()))
                .exceptionHandling(e -> e.accessDeniedHandler((request, response, denied) ->
                        problems.show(request, response, HttpStatus.FORBIDDEN, "form-expired")))
                .addFilterBefore(new SessionFilter(signIn, cookies), AuthorizationFilter.class)
                .build();
    }

    private static HttpSecurity common(HttpSecurity http) throws Exception {
        return http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(c -> c.disable())
                .logout(l -> l.disable())
                .anonymous(a -> a.disable())
                .headers(h -> h.contentSecurityPolicy(p -> p.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(r -> r.policy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN))
                        .cacheControl(c -> c.disable()))
                .authorizeHttpRequests(a -> a.anyRequest().permitAll());
    }
}
