package org.touchstone.account.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import org.touchstone.account.OpenIdConnect;
import org.touchstone.account.SignIn;
import org.touchstone.account.store.TokenStore.ProgramToken;
import org.touchstone.foundation.web.Callers;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.Cookies;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Readers;
import org.touchstone.foundation.web.Redirects;
import org.touchstone.foundation.web.Refused;
import org.touchstone.rules.identity.IdentityNumber;
import org.touchstone.rules.text.Digits;

/** Signing in and out, and the tokens a person makes for programs. */
@Controller
public class SignInPages {

    private static final String OIDC_COOKIE = "oidc";
    private static final Duration COOKIE_LIFE = Duration.ofHours(12);

    private final SignIn signIn;
    private final OpenIdConnect oidc;
    private final Pages pages;
    private final Cookies cookies;

    SignInPages(SignIn signIn, OpenIdConnect oidc, Pages pages, Cookies cookies) {
        this.signIn = signIn;
        this.oidc = oidc;
        this.pages = pages;
        this.cookies = cookies;
    }

    /**
     * The first page: who are you?
     *
     * @param typed what was typed before
     */
    public record NumberPage(String back, String typed, boolean oidc, List<FieldError> errors) {}

    /** The second page: the code. */
    public record CodePage(String back, UUID challenge, List<FieldError> errors) {}

    /**
     * The tokens page.
     *
     * @param made the secret of a token just made, shown once
     */
    public record TokensPage(
            List<ProgramToken> tokens, @Nullable String made, List<FieldError> errors) {}

    @GetMapping("/sign-in")
    View number(@RequestParam(defaultValue = "/") String back) {
        return pages.view("account/number", new NumberPage(back, "", oidc.isOffered(), List.of()));
    }

    @PostMapping("/sign-in")
    View sendCode(
            @RequestParam(defaultValue = "") String nationalId,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request) {
        var check = new Check();
        var typed = check.line("nationalId", nationalId, 40);
        var number = IdentityNumber.ofPerson(typed);
        if (number == null) {
            check.fault("nationalId", "not-a-national-id");
            return again(back, typed, check);
        }
        var challenge = signIn.sendCode(number, Readers.languageOf(request));
        if (challenge.tooMany()) {
            check.fault("nationalId", "too-many-codes");
            return again(back, typed, check);
        }
        return pages.view("account/code", new CodePage(back, challenge.challenge(), List.of()));
    }

    private View again(String back, String typed, Check check) {
        return pages.view(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "account/number",
                new NumberPage(back, typed, oidc.isOffered(), check.errors()));
    }

    @PostMapping("/sign-in/code")
    View enterCode(
            @RequestParam UUID challenge,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "/") String back,
            HttpServletResponse response) {
        var session = signIn.enterCode(challenge, Digits.compact(code));
        if (session.isEmpty()) {
            var error = FieldError.of("code", "wrong-code");
            return pages.view(
                    HttpStatus.UNPROCESSABLE_CONTENT, "account/code", new CodePage(back, challenge, List.of(error)));
        }
        cookies.set(response, SessionFilter.COOKIE, session.get(), COOKIE_LIFE);
        return Redirects.within(back);
    }

    @GetMapping("/sign-in/oidc")
    View beginElsewhere(@RequestParam(defaultValue = "/") String back, HttpServletResponse response) {
        var begun = oidc.begin(back);
        cookies.set(response, OIDC_COOKIE, begun.state(), Duration.ofMinutes(10));
        return new RedirectView(begun.address().toString());
    }

    @GetMapping("/sign-in/oidc/callback")
    View finishElsewhere(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response) {
        var mine = Readers.cookie(request, OIDC_COOKIE);
        cookies.set(response, OIDC_COOKIE, "", Duration.ZERO);
        if (code.isEmpty() || !mine.equals(Optional.of(state))) {
            throw new Refused(HttpStatus.BAD_REQUEST, "sign-in-failed");
        }
        var finished = oidc.finish(state, code, Readers.languageOf(request));
        cookies.set(response, SessionFilter.COOKIE, signIn.openSession(finished.person()), COOKIE_LIFE);
        return Redirects.within(finished.back());
    }

    @PostMapping("/sign-out")
    View signOut(HttpServletRequest request, HttpServletResponse response) {
        Readers.cookie(request, SessionFilter.COOKIE).ifPresent(signIn::close);
        cookies.set(response, SessionFilter.COOKIE, "", Duration.ZERO);
        return Redirects.within("/");
    }

    @GetMapping("/account/tokens")
    View tokens() {
        return pages.view("account/tokens", new TokensPage(signIn.programTokens(Callers.required()), null, List.of()));
    }

    @PostMapping("/account/tokens")
    View makeToken(@RequestParam(defaultValue = "") String label) {
        var caller = Callers.required();
        var check = new Check();
        var name = check.line("label", label, 80);
        var faulty = !check.errors().isEmpty();
        var made = faulty ? null : signIn.makeProgramToken(caller, name, Duration.ofDays(90));
        return pages.view(
                faulty ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK,
                "account/tokens",
                new TokensPage(signIn.programTokens(caller), made, check.errors()));
    }

    @PostMapping("/account/tokens/{id}/revocation")
    View revokeToken(@PathVariable UUID id) {
        if (!signIn.revokeProgramToken(Callers.required(), id)) {
            throw Refused.notFound();
        }
        return Redirects.within("/account/tokens");
    }
}
