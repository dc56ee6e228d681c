package io.prox.console.work.list;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks what takes the parameters that choose and order leads, and describes them; see
/// [Parameters], which reads them.
@Parameter(
        name = "q",
        in = ParameterIn.QUERY,
        description =
                """
                Words to find leads by. With `personal:read` they are names of a person, of their company or of both, an \
                e-mail address, a phone number, or the beginning of a company's domain, and the search is audited, without \
                its words. Without it they are the beginning of a company's domain and nothing else.""")
@Parameter(
        name = "grade",
        in = ParameterIn.QUERY,
        description = "A, B, C, D or none; several parted by commas mean any of them.")
@Parameter(
        name = "status",
        in = ParameterIn.QUERY,
        description =
                "new, claimed, contacted, qualified, disqualified, converted or lost, or several.")
@Parameter(
        name = "owner",
        in = ParameterIn.QUERY,
        description = "me, none or the identifier of a user, or several.")
@Parameter(
        name = "source",
        in = ParameterIn.QUERY,
        description = "Name of a source; given again, any of them.")
@Parameter(
        name = "company",
        in = ParameterIn.QUERY,
        description = "Domain of a company; given again, any of them.")
@Parameter(
        name = "country",
        in = ParameterIn.QUERY,
        description = "Name or code of a country; given again, any of them.")
@Parameter(name = "outcome", in = ParameterIn.QUERY, description = "open, won or lost, or several.")
@Parameter(
        name = "created",
        in = ParameterIn.QUERY,
        description = "How long ago a lead came to be at most: 24h, 7d or 4w.")
@Parameter(
        name = "qualified",
        in = ParameterIn.QUERY,
        description =
                "How long ago a lead was qualified at most, whatever became of it since: 24h, 7d or 4w.")
@Parameter(
        name = "closed",
        in = ParameterIn.QUERY,
        description = "How long ago the outcome of a lead came at most: 24h, 7d or 4w.")
@Parameter(
        name = "waiting",
        in = ParameterIn.QUERY,
        description =
                "For how long an open lead with an owner has waited at least to be contacted: 24h, 7d or 4w.")
@Parameter(
        name = "risen",
        in = ParameterIn.QUERY,
        description = "Points from 1 to 100 by which a score is higher than a day ago, at least.")
@Parameter(
        name = "view",
        in = ParameterIn.QUERY,
        description = "Identifier of a saved view, whose parameters hold where none are given.")
@Parameter(
        name = "sort",
        in = ParameterIn.QUERY,
        description =
                "score, changed or created, the highest or newest first; with - before it the other way.")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Filters {}
