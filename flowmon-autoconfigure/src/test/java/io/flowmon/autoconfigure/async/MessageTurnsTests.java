/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmon.autoconfigure.test.RecordingPublisher;
import io.flowmon.core.context.CurrentFlow;
import io.flowmon.core.context.FlowContext;
import io.flowmon.core.event.Action;
import io.flowmon.core.event.MessageTypes;
import io.flowmon.core.event.Outcome;
import io.flowmon.core.event.Role;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Messages that are taken at once and handled one by one. */
class MessageTurnsTests {

    private final Hands hands = new Hands();
    private final CurrentFlow flow = new CurrentFlow(List.of(hands));
    private final RecordingPublisher published = new RecordingPublisher();
    private final MessagesInHand inHand = new MessagesInHand(flow, published, hands);
    private final ReceivedMessage first = message();
    private final ReceivedMessage second = message();

    @Test
    void everyMessage_isReceivedAtOnceAndHandledInItsTurn() {
        MessageTurns turns = inHand.takeInTurn(List.of(first, second));
        assertThat(types()).containsExactly(MessageTypes.RECEIVED_MESSAGE, MessageTypes.RECEIVED_MESSAGE);
        assertThat(flow.get()).isNull();

        turns.next();
        assertThat(flow.get()).isEqualTo(first.context());
        assertThat(types()).last().isEqualTo(MessageTypes.START_PROCESSING);
        turns.next();
        assertThat(flow.get()).isEqualTo(second.context());
        assertThat(outcomes()).containsExactly(Outcome.OK);
        turns.next();
        assertThat(flow.get()).isNull();
        turns.next();

        assertThat(outcomes()).containsExactly(Outcome.OK, Outcome.OK);
        assertThat(published.events()).hasSize(6);
    }

    @Test
    void callForTheMessageWhoseTurnItIs_endsItWithWhatItThrows() {
        MessageTurns turns = inHand.takeInTurn(List.of(first, second));
        turns.next();
        assertThatThrownBy(() -> inHand.inTurn(() -> {
                    assertThat(flow.get()).isEqualTo(first.context());
                    throw new IllegalStateException("no stock");
                }))
                .hasMessage("no stock");
        assertThat(flow.get()).isNull();
        assertThat(outcomes()).containsExactly(Outcome.EXCEPTION);
        turns.next();
        inHand.inTurn(() -> {});
        turns.next();

        assertThat(outcomes()).containsExactly(Outcome.EXCEPTION, Outcome.OK);
        assertThat(published.events()).hasSize(6);
    }

    @Test
    void failureAfterATaskOfTheCallHasEnded_isStillTheOutcome() {
        inHand.takeInTurn(List.of(first)).next();
        assertThatThrownBy(() -> inHand.inTurn(() -> {
                    inHand.carry(() -> {}).run();
                    throw new IllegalStateException("too late");
                }))
                .hasMessage("too late");

        assertThat(outcomes()).containsExactly(Outcome.EXCEPTION);
    }

    @Test
    void callWithoutATurn_leavesWhatWasPoppedInHand() {
        inHand.take(List.of(first));

        inHand.inTurn(() -> {});

        assertThat(flow.get()).isEqualTo(first.context());
        assertThat(outcomes()).isEmpty();
    }

    @Test
    void restThatNeverHasItsTurn_isCancelledWhenTheThreadTakesMore() {
        inHand.takeInTurn(List.of(first, second)).next();
        inHand.letGo();
        assertThat(outcomes()).containsExactly(Outcome.OK);

        inHand.takeInTurn(List.of(message()));

        assertThat(outcomes()).containsExactly(Outcome.OK, Outcome.CANCELLED);
    }

    @Test
    void restOfAThreadThatDied_isCancelledWhenAnotherTakesMore() throws InterruptedException {
        Thread poll = new Thread(() -> inHand.takeInTurn(List.of(first, second)));
        poll.start();
        poll.join();

        inHand.letGo();

        assertThat(outcomes()).containsExactly(Outcome.CANCELLED, Outcome.CANCELLED);
    }

    @Test
    void restAtTheEndOfTheApplication_isCancelled() {
        inHand.takeInTurn(List.of(first, second)).next();

        inHand.close();

        assertThat(outcomes()).containsExactlyInAnyOrder(Outcome.CANCELLED, Outcome.CANCELLED);
    }

    private List<String> types() {
        return published.events().stream().map(event -> event.messageType()).toList();
    }

    private List<Outcome> outcomes() {
        return published.ofType(MessageTypes.END_PROCESSING).stream()
                .map(event -> Objects.requireNonNull(event.completion()).outcome())
                .toList();
    }

    private static ReceivedMessage message() {
        FlowContext context = FlowContext.newFlow().handling(UUID.randomUUID());
        Action action = Action.begin(context, Role.RECEIVER, context.messageId(), null);
        return new ReceivedMessage(action, context, "STREAM s", null, "g", false, new byte[0], new byte[0]);
    }
}
