package org.touchstone.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.web.Refused;

/** Where the installation is real, there is no sandbox: every address of it answers 404. */
@Configuration
class SandboxGate implements WebMvcConfigurer, HandlerInterceptor {

    private final boolean open;

    SandboxGate(Settings settings) {
        this.open = settings.sandbox();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/sandbox/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!open) {
            throw Refused.notFound();
        }
        return true;
    }
}
