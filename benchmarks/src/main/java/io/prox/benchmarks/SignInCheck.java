package io.prox.benchmarks;

import io.prox.app.running.RoleName;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Role;
import io.prox.platform.access.User;
import io.prox.platform.access.Users;
import io.prox.platform.access.Workspaces;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/// Whether somebody who guesses can tell which names have an account: by what is answered, or by
/// how long it takes.
///
/// Wrong passwords are sent for accounts that there are and for such that there are not, in turns,
/// from many addresses, so that no limit is reached. What a right password takes stands beside it.
final class SignInCheck {
    private static final int ATTEMPTS = 200;
    private static final int OF_AN_ACCOUNT = 2;
    private static final int OF_AN_ADDRESS = 20;
    private static final double MOST_MILLISECONDS = 5;
    private static final String PASSWORD = "a lantern above the quiet harbour";
    private static final int OK = 200;
    private static final int REFUSED = 401;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI door;
    private final List<HttpClient> clients = new ArrayList<>();
    private int sent;

    private SignInCheck(URI door) {
        this.door = door;
    }

    static void run(Check.Options options, Goals goals, PrintStream out) throws Exception {
        int attempts = options.numbers("--attempts", List.of(ATTEMPTS)).getFirst();
        out.println("starting the role that lets people in");
        try (RunningProx prox =
                RunningProx.start(EnumSet.of(RoleName.CONSOLE), Permission.WORK_READ)) {
            List<String> known = people("known", attempts);
            people(prox, known);
            new SignInCheck(prox.get("/v1/session").uri())
                    .run(known, people("unknown", attempts), goals, out);
        }
    }

    private static List<String> people(String name, int attempts) {
        List<String> emails = new ArrayList<>();
        for (int person = 0; person < Math.ceilDiv(attempts, OF_AN_ACCOUNT); person++) {
            emails.add("%s.%d@prox.example".formatted(name, person));
        }
        return emails;
    }

    private static void people(RunningProx prox, List<String> emails) {
        WorkspaceId workspace = prox.part(Workspaces.class).make("Guessed", false).id();
        Users users = prox.part(Users.class);
        for (String email : emails) {
            User user = users.invite(workspace, "Ada Lindqvist", email, Role.VIEWER).orElseThrow();
            if (!users.setPassword(workspace, user.id(), PASSWORD)) {
                throw new IllegalStateException("no password for " + email);
            }
        }
    }

    private void run(List<String> known, List<String> unknown, Goals goals, PrintStream out)
            throws Exception {
        out.println("warming up");
        for (int round = 0; round < unknown.size(); round++) {
            guess("nobody.%d@prox.example".formatted(round));
        }
        List<Double> ofKnown = new ArrayList<>();
        List<Double> ofUnknown = new ArrayList<>();
        Set<String> answers = new TreeSet<>();
        for (int round = 0; round < OF_AN_ACCOUNT; round++) {
            for (int person = 0; person < known.size(); person++) {
                answers.add(timed(known.get(person), ofKnown));
                answers.add(timed(unknown.get(person), ofUnknown));
            }
        }
        List<Double> right = new ArrayList<>();
        for (String email : known) {
            long start = System.nanoTime();
            expect(OK, attempt(email, PASSWORD));
            right.add((System.nanoTime() - start) / 1e6);
        }
        var knownFigure = new Figure("wrong password of an account", "ms", ofKnown);
        var unknownFigure = new Figure("password of nobody", "ms", ofUnknown);
        var rightFigure = new Figure("right password", "ms", right);
        for (Figure figure : List.of(knownFigure, unknownFigure, rightFigure)) {
            out.printf(
                    Locale.ROOT,
                    "%-30s median %.2f ms of %d%n",
                    figure.name(),
                    figure.median(),
                    figure.rounds().size());
        }
        answers.forEach(answer -> out.println("answered " + answer));
        goals.add(Goal.atMost(1, "different answers to accounts and to nobody", answers.size()));
        goals.add(
                Goal.atMost(
                        MOST_MILLISECONDS,
                        "ms between the medians of accounts and of nobody",
                        Math.abs(knownFigure.median() - unknownFigure.median())));
    }

    private String timed(String email, List<Double> milliseconds) throws Exception {
        long start = System.nanoTime();
        String answer = guess(email);
        milliseconds.add((System.nanoTime() - start) / 1e6);
        return answer;
    }

    /// @return what was answered, with the status
    private String guess(String email) throws Exception {
        HttpResponse<String> answer = attempt(email, "not the password of anybody");
        expect(REFUSED, answer);
        // each answer has a number of its own
        return answer.statusCode() + " " + answer.body().replaceAll("urn:uuid:[0-9a-f-]{36}", "");
    }

    private static void expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(
                    "answered with %d: %s".formatted(answer.statusCode(), answer.body()));
        }
    }

    private HttpResponse<String> attempt(String email, String password)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(door)
                        .header("Content-Type", "application/json")
                        .header("X-Prox-Page", "1")
                        .POST(
                                BodyPublishers.ofByteArray(
                                        JSON.writeValueAsBytes(
                                                Map.of("email", email, "password", password))))
                        .build();
        return client().send(request, BodyHandlers.ofString());
    }

    /// A client with an address of its own on the loopback network.
    private HttpClient client() throws IOException {
        int number = sent++ / OF_AN_ADDRESS;
        if (number == clients.size()) {
            byte[] address = {127, 0, (byte) (1 + number / 200), (byte) (1 + number % 200)};
            clients.add(
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .localAddress(InetAddress.getByAddress(address))
                            .build());
        }
        return clients.get(number);
    }
}
