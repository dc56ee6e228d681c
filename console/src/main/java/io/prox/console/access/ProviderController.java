package io.prox.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.console.provider.PendingSignIns;
import io.prox.console.provider.Provider;
import io.prox.console.provider.Refusal;
import io.prox.console.provider.RefusedException;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.Cookies;
import io.prox.platform.web.Open;
import io.prox.platform.web.Requires;
import io.prox.platform.web.SessionCookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// Signing in by the provider, if there is one.
@RestController
final class ProviderController {
    static final String CONFIRM = "/v1/session/confirm/provider";
    static final String HOME = "/";

    private static final String BEGIN = "/v1/sign-in/provider";
    private static final String CALLBACK = "/v1/sign-in/provider/callback";
    private static final String COOKIE = "prox-sign-in";
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /// A page of the console. No second slash and no backslash, by which a browser would find
    /// another host; nothing that it would leave out before it looks.
    private static final Pattern OWN_PAGE =
            Pattern.compile("/(?!/|v1/|sign-in)[\\x21-\\x7e&&[^\\\\]]{0,1000}");

    private final ObjectProvider<ProviderSignIn> provider;

    ProviderController(ObjectProvider<ProviderSignIn> provider) {
        this.provider = provider;
    }

    /// How people may sign in.
    ///
    /// @param local whether by e-mail address and password
    record WaysAnswer(boolean local, Optional<ProviderWay> provider) {}

    /// @param name of the provider
    /// @param path to open in the browser, with the page to come back to as `next`
    record ProviderWay(String name, String path) {}

    @Open("who is not signed in yet must find out how to")
    @GetMapping("/v1/sign-in")
    WaysAnswer ways() {
        return new WaysAnswer(
                true,
                Optional.ofNullable(provider.getIfAvailable())
                        .map(found -> new ProviderWay(found.name(), BEGIN)));
    }

    /// Sends the browser to the provider.
    @Open("it lets people in")
    @GetMapping(BEGIN)
    @ResponseStatus(HttpStatus.SEE_OTHER)
    ResponseEntity<Void> begin(
            @RequestParam(defaultValue = HOME) String next, HttpServletRequest request) {
        String page = ownPage(next);
        try {
            ProviderSignIn.Leaving leaving = provider().leave(page, callback(request));
            return to(leaving.to().toString(), pendingCookie(request, leaving.cookie()));
        } catch (RefusedException refused) {
            return to(signInPage(page, refused.why()), noPendingCookie(request));
        }
    }

    /// Where the provider sends the browser back to.
    @Open("what comes with it is the proof")
    @GetMapping(CALLBACK)
    @ResponseStatus(HttpStatus.SEE_OTHER)
    ResponseEntity<Void> callback(
            @RequestParam Optional<String> code,
            @RequestParam(defaultValue = "") String state,
            @RequestParam Optional<String> iss,
            @RequestParam Optional<String> error,
            HttpServletRequest request) {
        ProviderSignIn.Arrival arrival =
                provider()
                        .arrive(
                                Cookies.value(request, COOKIE).orElse(""),
                                state,
                                new Provider.Answer(code, iss, error),
                                callback(request),
                                Visitor.of(request));
        return switch (arrival) {
            case ProviderSignIn.Arrival.In in ->
                    to(
                            in.next(),
                            noPendingCookie(request),
                            SessionCookie.of(request, in.session()));
            case ProviderSignIn.Arrival.Refused refused ->
                    to(signInPage(refused.next(), refused.why()), noPendingCookie(request));
        };
    }

    /// @param next page of the console to come back to
    record ConfirmByProviderRequest(String next) {}

    /// @param location to open in the browser
    record LeavingAnswer(String location) {}

    /// Has a user sign in anew with the provider, for what a session alone is not enough for.
    @Requires(Permission.SELF)
    @PostMapping(CONFIRM)
    ResponseEntity<LeavingAnswer> confirm(
            @RequestBody ConfirmByProviderRequest given,
            Caller caller,
            HttpServletRequest request) {
        if (!caller.isUser()) {
            throw new ProblemException(
                    ProblemType.NOT_ALLOWED, "Only a user who is signed in may do this.");
        }
        try {
            ProviderSignIn.Leaving leaving =
                    provider().leaveToConfirm(ownPage(given.next()), callback(request), caller);
            return ResponseEntity.ok()
                    .header(
                            HttpHeaders.SET_COOKIE,
                            pendingCookie(request, leaving.cookie()).toString())
                    .body(new LeavingAnswer(leaving.to().toString()));
        } catch (RefusedException refused) {
            throw ProblemException.passing(
                    ProblemType.NOT_READY,
                    "%s cannot be used just now (%s). An administrator finds more in the log."
                            .formatted(provider().name(), refused.why().word()),
                    PAUSE);
        }
    }

    private ProviderSignIn provider() {
        return Optional.ofNullable(provider.getIfAvailable())
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        ProblemType.NOT_FOUND,
                                        "Nobody signs in by a provider here."));
    }

    /// @param given by whoever made the link
    static String ownPage(String given) {
        return OWN_PAGE.matcher(given).matches() ? given : HOME;
    }

    private static String signInPage(String next, Refusal why) {
        return "/sign-in?error=%s%s"
                .formatted(
                        why.word(),
                        next.equals(HOME) ? "" : "&next=" + URLEncoder.encode(next, UTF_8));
    }

    private static URI callback(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromContextPath(request).path(CALLBACK).build().toUri();
    }

    private static ResponseEntity<Void> to(String address, ResponseCookie... cookies) {
        var answer = ResponseEntity.status(HttpStatus.SEE_OTHER);
        answer.header(HttpHeaders.LOCATION, address);
        for (ResponseCookie cookie : cookies) {
            answer.header(HttpHeaders.SET_COOKIE, cookie.toString());
        }
        return answer.build();
    }

    /// Lax, since it must come along when the provider, a foreign page, sends the browser back.
    private static ResponseCookie pendingCookie(HttpServletRequest request, String value) {
        return Cookies.make(request, COOKIE, value)
                .sameSite("Lax")
                .maxAge(PendingSignIns.LIFE)
                .build();
    }

    private static ResponseCookie noPendingCookie(HttpServletRequest request) {
        return Cookies.make(request, COOKIE, "").sameSite("Lax").maxAge(Duration.ZERO).build();
    }
}
