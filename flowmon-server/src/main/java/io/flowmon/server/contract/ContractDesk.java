/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.contract;

import io.flowmon.core.event.Outcome;
import io.flowmon.server.api.Parameters;
import io.flowmon.server.flow.Flaws;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Where contracts are drafted and tried out on flows of the past. What is wrong is an {@link ErrorResponseException}. Any thread. */
@Component
public final class ContractDesk {

    /** Names the contract of a dry run in its problems. */
    private static final String BODY = "body";

    private final FlowsOfKind flows;
    private final Flaws flaws;

    ContractDesk(FlowsOfKind flows, Flaws flaws) {
        this.flows = flows;
        this.flaws = flaws;
    }

    /** A contract's file that flows of that kind kept which went well, at most so many. */
    public DraftedContract draft(String module, String endpoint, Parameters.Range range, int most) {
        Draft draft = new Draft(module, endpoint, most, flaws::of);
        flows.hand(range.from(), range.to(), module, endpoint, Outcome.OK.wireName(), draft);
        if (draft.durations().isEmpty()) {
            throw problem(
                    HttpStatus.NOT_FOUND,
                    "No flow to draw from",
                    "From %s to %s no flow began with %s of %s and went well to its end%s."
                            .formatted(range.from(), range.to(), endpoint, module, others(draft.leftOut())));
        }
        if (draft.root().size() > Draft.MOST_STEPS || draft.root().depth() > StepReader.DEEPEST) {
            throw problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "The flows differ too much",
                    "Together they have %d different steps, %d below each other; a contract has at most %d and %d. Ask for a shorter time, or write it by hand with patterns."
                            .formatted(
                                    draft.root().size(), draft.root().depth(), Draft.MOST_STEPS, StepReader.DEEPEST));
        }
        return new DraftedContract(DraftText.of(draft), draft.leftOut());
    }

    /** What the contract would have found, of the newest flows at most so many. */
    CheckDocument check(String yaml, Parameters.Range range, int most) {
        ContractFile file = ContractReader.read(BODY, BODY, yaml);
        Contract contract = file.contract();
        if (contract == null) {
            throw mistakes(file.problems());
        }
        DryRun run = new DryRun(contract, most, Instant.now());
        boolean more = flows.hand(
                range.from(),
                range.to(),
                exact(contract.root().module()),
                exact(contract.root().endpoint()),
                null,
                run);
        return CheckDocument.of(run, more);
    }

    private static String others(LeftOut leftOut) {
        StringBuilder others = new StringBuilder();
        if (leftOut.notWhole() > 0) {
            others.append("; %d had not ended, had messages whose cause is not known, or more than %d below each other"
                    .formatted(leftOut.notWhole(), StepReader.DEEPEST));
        }
        if (leftOut.alerted() > 0) {
            others.append("; of %d an alert of severity warning or critical tells".formatted(leftOut.alerted()));
        }
        if (leftOut.lossy() > 0) {
            others.append("; of %d a message was lost".formatted(leftOut.lossy()));
        }
        return others.toString();
    }

    private static @Nullable String exact(@Nullable Glob name) {
        return name == null || !name.exact() ? null : name.plain();
    }

    private static ErrorResponseException mistakes(List<ContractProblem> problems) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The contract has mistakes, the first: " + problems.get(0));
        problem.setTitle("Unusable contract");
        problem.setProperty("problems", problems);
        return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
    }

    private static ErrorResponseException problem(HttpStatus status, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return new ErrorResponseException(status, problem, null);
    }
}
