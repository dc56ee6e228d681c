package io.prox.console.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.platform.web.ContentPolicy;
import io.prox.platform.web.Open;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Answers with the app's page under each address that the app knows; it shows the rest itself.
@RestController
final class PageController {
    private static final String HTML = "text/html;charset=utf-8";
    private static final int NONCE_BYTES = 18;

    private final Page page;
    private final RandomGenerator chance;

    /// @param chance of the nonces; not to be guessed
    PageController(Page page, RandomGenerator chance) {
        this.page = page;
        this.chance = chance;
    }

    @Open("the page holds no data; what it shows it asks the API for")
    @GetMapping({
        "/",
        "/sign-in",
        "/sign-in/link/{secret}",
        "/overview",
        "/work",
        "/leads",
        "/leads/{lead}",
        "/accounts",
        "/accounts/{company}",
        "/import",
        "/import/{id}",
        "/models",
        "/models/{id}",
        "/settings",
        "/settings/{part}",
        "/system",
        "/system/{part}",
        "/audit",
        "/api"
    })
    void page(HttpServletResponse answer) throws IOException {
        byte[] bytes = new byte[NONCE_BYTES];
        chance.nextBytes(bytes);
        String nonce = Base64.getEncoder().encodeToString(bytes);
        answer.setHeader(ContentPolicy.HEADER, ContentPolicy.forPage(nonce));
        answer.setContentType(HTML);
        byte[] text = page.with(nonce).getBytes(UTF_8);
        answer.setContentLength(text.length);
        answer.getOutputStream().write(text);
    }
}
