package org.touchstone.account.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.touchstone.foundation.web.Caller;

/** Makes a caller known for the length of a request. */
final class SignedIn {

    private SignedIn() {}

    /** The rest of a request. */
    interface Rest {
        void run() throws IOException, ServletException;
    }

    static void during(Caller caller, Rest rest) throws IOException, ServletException {
        var roles = caller.roles().stream().map(r -> "ROLE_" + r).toArray(String[]::new);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                caller, null, AuthorityUtils.createAuthorityList(roles)));
        SecurityContextHolder.setContext(context);
        try {
            rest.run();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
