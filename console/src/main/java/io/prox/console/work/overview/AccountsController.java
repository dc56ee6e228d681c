package io.prox.console.work.overview;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.console.work.Rows;
import io.prox.console.work.list.Item;
import io.prox.console.work.list.Sort;
import io.prox.console.work.list.WorkFilter;
import io.prox.console.work.list.WorkList;
import io.prox.console.work.list.WorkQuery;
import io.prox.console.work.overview.Accounts.Position;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.Requires;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Accounts over HTTP.
@RestController
final class AccountsController {
    private static final int MOST_OF_A_PAGE = 200;
    private static final int USUAL_PAGE = 50;
    private static final String USUAL_SORT = "score";
    private static final int LONGEST = 253;

    private final Accounts accounts;
    private final WorkList list;

    AccountsController(Accounts accounts, WorkList list) {
        this.accounts = accounts;
        this.list = list;
    }

    record Page(List<Account> accounts, Optional<String> next) {}

    record Answer(Account account, List<Item> items) {}

    /// @param q beginning of a domain
    /// @param after `next` of the page before
    @Requires(Permission.LEADS_READ)
    @GetMapping("/v1/accounts")
    Page page(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "" + USUAL_PAGE) int limit,
            Caller caller) {
        if (limit < 1 || limit > MOST_OF_A_PAGE) {
            throw wrong("?limit", "is not from 1 to " + MOST_OF_A_PAGE);
        }
        if (q.length() > LONGEST) {
            throw wrong("?q", "is longer than %d characters".formatted(LONGEST));
        }
        Accounts.Sort order =
                Accounts.Sort.of(sort.isBlank() ? USUAL_SORT : sort)
                        .orElseThrow(() -> wrong("?sort", "is none of " + Accounts.Sort.words()));
        List<Account> found =
                accounts.page(
                        caller.workspace(),
                        Rows.clean(q).strip().toLowerCase(Locale.ROOT),
                        order,
                        position(after, order),
                        limit + 1);
        boolean more = found.size() > limit;
        List<Account> shown = more ? found.subList(0, limit) : found;
        return new Page(
                shown, more ? Optional.of(cursor(order, shown.getLast())) : Optional.empty());
    }

    /// A company with its leads, the best ones where there are many.
    @Requires(Permission.LEADS_READ)
    @GetMapping("/v1/accounts/{company}")
    Answer find(@PathVariable String company, Caller caller) {
        String domain = Rows.clean(company).toLowerCase(Locale.ROOT);
        Account account =
                accounts.find(caller.workspace(), domain)
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                ProblemType.NOT_FOUND, "No such account."));
        return new Answer(
                account,
                list.page(
                                caller.workspace(),
                                new WorkQuery(
                                        WorkFilter.ofCompany(domain),
                                        Sort.USUAL,
                                        Optional.empty(),
                                        MOST_OF_A_PAGE))
                        .items());
    }

    private static String cursor(Accounts.Sort sort, Account last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        "%s %s %s"
                                .formatted(
                                        sort.word(), Accounts.key(sort.by(), last), last.company())
                                .getBytes(UTF_8));
    }

    private static Optional<Position> position(String cursor, Accounts.Sort sort) {
        if (cursor.isEmpty()) {
            return Optional.empty();
        }
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(" ", -1);
            if (parts.length == 3 && parts[0].equals(sort.word())) {
                Accounts.value(sort.by(), parts[1]);
                return Optional.of(new Position(Rows.clean(parts[1]), Rows.clean(parts[2])));
            }
        } catch (IllegalArgumentException | DateTimeException foreign) {
            // told below
        }
        throw wrong("?after", "is not what a page with the same sort gave as next");
    }

    private static ProblemException wrong(String pointer, String detail) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "Accounts cannot be asked for like this.",
                List.of(new FieldError(pointer, detail)));
    }
}
