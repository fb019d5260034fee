package org.touchstone.account.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Refused;
import org.touchstone.foundation.web.Role;

/**
 * An auditor reads everything and changes nothing: whatever else the person may be, every request that could change something is
 * refused but those about the auditor's own way in.
 */
@Configuration
@ConditionalOnWebApplication
class AuditorsChangeNothing implements WebMvcConfigurer, HandlerInterceptor {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .excludePathPatterns(
                        "/sign-in/**",
                        "/sign-out",
                        "/account/tokens/**",
                        "/sandbox/**",
                        "/federation/**",
                        "/check/photo",
                        "/error");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!READING.contains(request.getMethod())
                && Callers.current()
                        .filter(caller -> caller.roles().contains(Role.AUDITOR))
                        .isPresent()) {
            throw new Refused(HttpStatus.FORBIDDEN, "auditor-changes-nothing");
        }
        return true;
    }
}
