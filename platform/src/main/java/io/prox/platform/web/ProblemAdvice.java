package io.prox.platform.web;

import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.Problem;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;

/// Answers whatever goes wrong as a [Problem].
@RestControllerAdvice
final class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String BOUNDS =
            "It is nested deeper than 20, or has a name of more than 256, a number of more than 64"
                    + " or a text of more than 8,192 characters.";

    /// SQL states: character not in repertoire, untranslatable character.
    private static final Set<String> NOT_KEPT = Set.of("22021", "22P05");

    private static final Duration UNTIL_READY = Duration.ofSeconds(2);
    private static final int FAULT_OF_OURS = 500;

    private final SecureRandom chance;

    ProblemAdvice(SecureRandom chance) {
        this.chance = chance;
    }

    @ExceptionHandler
    ResponseEntity<Problem> answer(Exception trouble, HttpServletRequest request) {
        if (Commits.isUnknown(trouble)) {
            request.setAttribute(IdempotencyFilter.UNKNOWN, true);
            return unknown(trouble);
        }
        return answer(Commits.before(trouble).orElse(trouble));
    }

    /// The client closed its connection while it was being answered: nobody is there to be told.
    @ExceptionHandler
    void left(AsyncRequestNotUsableException gone) {
        LOG.debug("A client left before it was answered");
    }

    private ResponseEntity<Problem> answer(Exception trouble) {
        return switch (trouble) {
            case ProblemException known -> known(known);
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case MethodArgumentTypeMismatchException mismatch ->
                    answer(
                            ProblemType.INVALID_REQUEST,
                            "A parameter has a value that it cannot have.",
                            List.of(new FieldError("?" + mismatch.getName(), "is not of its type")),
                            newInstance());
            case HttpRequestMethodNotSupportedException method ->
                    answer(
                            ProblemType.METHOD_NOT_ALLOWED,
                            "It takes %s.".formatted(method.getSupportedHttpMethods()),
                            List.of(),
                            newInstance());
            case HttpMediaTypeException media ->
                    answer(
                            ProblemType.UNSUPPORTED_MEDIA,
                            "It takes %s.".formatted(media.getSupportedMediaTypes()),
                            List.of(),
                            newInstance());
            case MaxUploadSizeExceededException large ->
                    answer(ProblemType.TOO_LARGE, "Send less at once.", List.of(), newInstance());
            case HttpException unreadable when unreadable.getCode() < FAULT_OF_OURS ->
                    answer(
                            ProblemType.INVALID_REQUEST,
                            "The address or its parameters are no text in UTF-8, percent-encoded.",
                            List.of(),
                            newInstance());
            case NoResourceFoundException missing -> nothingHere();
            case NoHandlerFoundException missing -> nothingHere();
            case ErrorResponse known when known.getStatusCode().is4xxClientError() ->
                    answer(ProblemType.INVALID_REQUEST, detail(known), List.of(), newInstance());
            case TransientDataAccessException passing -> notReady(passing);
            case DataAccessResourceFailureException passing -> notReady(passing);
            case CannotCreateTransactionException passing -> notReady(passing);
            case DataAccessException refused when holdsWhatCannotBeKept(refused) ->
                    answer(
                            ProblemType.INVALID_REQUEST,
                            "A text has a character that cannot be kept: U+0000, or half of a pair.",
                            List.of(),
                            newInstance());
            default -> unexpected(trouble);
        };
    }

    /// PostgreSQL takes no text with such characters; wherever one comes in, it is found there at
    /// last.
    private static boolean holdsWhatCannotBeKept(DataAccessException refused) {
        return NestedExceptionUtils.getMostSpecificCause(refused) instanceof SQLException cause
                && NOT_KEPT.contains(String.valueOf(cause.getSQLState()));
    }

    private ResponseEntity<Problem> nothingHere() {
        return answer(
                ProblemType.NOT_FOUND,
                "There is nothing at this address.",
                List.of(),
                newInstance());
    }

    private ResponseEntity<Problem> unreadable(HttpMessageNotReadableException unreadable) {
        Throwable cause = unreadable.getCause();
        if (cause != null && cause.getCause() instanceof ProblemException known) {
            return known(known);
        }
        if (cause instanceof DatabindException mismatch) {
            return answer(
                    ProblemType.INVALID_REQUEST,
                    "The body does not have the form that is wanted here.",
                    List.of(new FieldError(Pointers.of(mismatch), Pointers.detail(mismatch))),
                    newInstance());
        }
        if (cause instanceof StreamConstraintsException) {
            return answer(ProblemType.MALFORMED_JSON, BOUNDS, List.of(), newInstance());
        }
        String detail =
                cause instanceof JacksonException broken && broken.getLocation() != null
                        ? "%s at line %d, column %d."
                                .formatted(
                                        trouble(broken),
                                        broken.getLocation().getLineNr(),
                                        broken.getLocation().getColumnNr())
                        : "The body is missing or cut off.";
        return answer(ProblemType.MALFORMED_JSON, detail, List.of(), newInstance());
    }

    /// In our words: those of the parser repeat what was sent.
    private static String trouble(JacksonException broken) {
        String message = broken.getOriginalMessage();
        return message != null && message.startsWith("Duplicate")
                ? "An object has the same name twice"
                : "It breaks";
    }

    /// Without a time to try again after: what was stored would be stored twice.
    private ResponseEntity<Problem> unknown(Exception trouble) {
        return answer(
                ProblemType.NOT_READY,
                "It may have been stored or not: the database went away meanwhile. Look before you send it again.",
                List.of(),
                unavailable(trouble),
                Duration.ZERO);
    }

    private URI unavailable(Exception trouble) {
        URI instance = newInstance();
        LOG.atWarn()
                .addKeyValue("instance", instance)
                .addKeyValue("trouble", trouble.getClass().getName())
                .log("Request answered with 503");
        return instance;
    }

    private ResponseEntity<Problem> notReady(Exception passing) {
        URI instance = unavailable(passing);
        return answer(ProblemType.NOT_READY, "Nothing was stored. Try again.", List.of(), instance);
    }

    private ResponseEntity<Problem> unexpected(Exception trouble) {
        URI instance = newInstance();
        LOG.atError().addKeyValue("instance", instance).setCause(trouble).log("Request failed");
        return answer(
                ProblemType.UNEXPECTED,
                "Tell the operator the instance of this problem, under which the log has more.",
                List.of(),
                instance);
    }

    private ResponseEntity<Problem> known(ProblemException known) {
        return answer(known.type(), text(known), known.errors(), newInstance(), known.pause());
    }

    private static ResponseEntity<Problem> answer(
            ProblemType type, String detail, List<FieldError> errors, URI instance) {
        Duration pause = type == ProblemType.NOT_READY ? UNTIL_READY : Duration.ZERO;
        return answer(type, detail, errors, instance, pause);
    }

    private static ResponseEntity<Problem> answer(
            ProblemType type,
            String detail,
            List<FieldError> errors,
            URI instance,
            Duration pause) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(type.status())
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (!pause.isZero()) {
            long seconds = pause.plusSeconds(1).minusNanos(1).toSeconds();
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        return answer.body(
                new Problem(type.uri(), type.title(), type.status(), detail, instance, errors));
    }

    private static String text(Exception trouble) {
        String message = trouble.getMessage();
        return message == null ? "" : message;
    }

    private static String detail(ErrorResponse known) {
        String detail = known.getBody().getDetail();
        return detail == null ? "The request is not as it must be." : detail;
    }

    /// A random UUID, as RFC 9562 has it: version 4, variant 10.
    private URI newInstance() {
        long high = (chance.nextLong() & ~0xF000L) | 0x4000L;
        long low = (chance.nextLong() >>> 2) | (1L << 63);
        return URI.create("urn:uuid:" + new UUID(high, low));
    }
}
