package org.touchstone.foundation.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.view.RedirectView;

/** Leads on after a form. */
public final class Redirects {

    private Redirects() {}

    /** To a path of this installation; anything that could lead elsewhere leads home. */
    public static RedirectView within(String path) {
        boolean ours = path.startsWith("/") && !path.startsWith("//") && path.matches("[^\\\\\\p{Cntrl}]*");
        var view = new RedirectView(ours ? path : "/");
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExpandUriTemplateVariables(false);
        return view;
    }
}
