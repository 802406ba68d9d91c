/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.flowmon.rules.alert.AlertSignal;
import io.flowmon.rules.alert.AlertState;
import io.flowmon.rules.definition.Severity;
import io.flowmon.server.Receiver.Answer;
import io.flowmon.server.store.Alert;
import io.flowmon.server.store.AlertStore;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server without rules tells a web server, a chat, a mail server and its log of alerts. */
@ExtendWith(OutputCaptureExtension.class)
class ChannelsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CHANNELS = "--flowmon.server.alerts.channels.";
    private static final String SECRET =
            "whsec_" + Base64.getEncoder().encodeToString("0123456789abcdef01234567".getBytes(StandardCharsets.UTF_8));

    private final HttpClient http = HttpClient.newHttpClient();
    private final GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());

    @TempDir
    Path folder;

    private Receiver receiver;
    private ConfigurableApplicationContext server;

    @BeforeEach
    void start() throws IOException {
        mail.start();
        receiver = new Receiver();
        server = run();
    }

    @AfterEach
    void stop() {
        server.close();
        receiver.close();
        mail.stop();
    }

    @Test
    void alert_isToldToEveryChannel_andSoIsItsEnd(CapturedOutput output) throws Exception {
        keep("a", "POST /orders", AlertState.RAISED);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(events("/hook")).containsExactly("a raised");
            assertThat(receiver.messages("/chat")).hasSize(1);
            assertThat(mail.getReceivedMessages()).hasSize(2);
            assertThat(output).contains("Raised: Slow step (warning), POST /orders: 0.31 s, threshold 0.3 s");
        });
        keep("a", "POST /orders", AlertState.RESOLVED);

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(events("/hook")).containsExactly("a raised", "a resolved");
            assertThat(receiver.messages("/chat")).hasSize(2);
            assertThat(mail.getReceivedMessages()).hasSize(4);
            assertThat(output).contains("Resolved: Slow step");
        });
        JsonNode item = JsonMapper.shared()
                .readTree(receiver.messages("/hook").get(0).body())
                .get("data")
                .get(0);
        assertThat(item.get("link").stringValue()).isEqualTo("https://flowmon.example/alerts/a");
        assertThat(item.get("alert").get("what_to_do").stringValue()).isEqualTo("do");
        assertThat(JsonMapper.shared()
                        .readTree(receiver.messages("/chat").get(0).body())
                        .get("text")
                        .stringValue())
                .startsWith("*<https://flowmon.example/alerts/a|Raised: Slow step (warning), POST /orders>*\n0.31 s");
        MimeMessage first = mail.getReceivedMessages()[0];
        assertThat(first.getSubject()).isEqualTo("[flowmon] Raised: Slow step (warning), POST /orders");
        assertThat(GreenMailUtil.getBody(first)).contains("What to do: do", "https://flowmon.example/alerts/a");
        assertThat(first.getAllRecipients())
                .extracting(String::valueOf)
                .containsExactly("team@example.org", "night@example.org");
    }

    @Test
    void webhook_isSigned_asTheSpecificationSays() throws Exception {
        keep("a", "POST /orders", AlertState.RAISED);
        await().atMost(PATIENCE).until(() -> !receiver.messages("/hook").isEmpty());

        Receiver.Message message = receiver.messages("/hook").get(0);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring(6)), "HmacSHA256"));
        String signed = message.headers().get("webhook-id") + "."
                + message.headers().get("webhook-timestamp") + "." + message.body();
        assertThat(message.headers().get("webhook-signature"))
                .isEqualTo("v1,"
                        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
        assertThat(Instant.ofEpochSecond(Long.parseLong(message.headers().get("webhook-timestamp"))))
                .isCloseTo(Instant.now(), within(60, ChronoUnit.SECONDS));
    }

    @Test
    void receiverInTrouble_isToldLater_underTheSameId_andHealthSaysSo() throws Exception {
        receiver.answer(message -> new Answer(503, "Retry-After", "1"));
        keep("a", "POST /orders", AlertState.RAISED);
        await().atMost(PATIENCE).until(() -> receiver.messages("/hook").size() >= 2);

        assertThat(get("/actuator/health").body()).contains("127.0.0.1 answered with status 503");
        assertThat(channel("hook").get("trouble").stringValue()).contains("503");
        assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
        receiver.answer(message -> Answer.of(204));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(channel("hook").get("delivered").longValue()).isEqualTo(1));

        assertThat(channel("hook").has("trouble")).isFalse();
        assertThat(receiver.messages("/hook").stream()
                        .map(message -> message.headers().get("webhook-id"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void noticeThatIsNeverTaken_isGivenUp_andNoOther() throws Exception {
        receiver.answer(message -> Answer.of(503));
        for (String id : List.of("a", "b", "poison", "z")) {
            keep(id, "POST /orders", AlertState.RAISED);
        }
        await().atMost(PATIENCE).until(() -> !receiver.messages("/hook").isEmpty());
        receiver.answer(message -> Answer.of(message.body().contains("poison") ? 422 : 200));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(channel("hook").get("delivered").longValue()).isEqualTo(3);
            assertThat(channel("hook").get("given_up").longValue()).isEqualTo(1);
        });
        assertThat(get("/actuator/prometheus").body()).contains("flowmon_notices_given_up_total{channel=\"hook\"} 1.0");
    }

    @Test
    void restartedServer_tellsOnlyWhatIsNew() throws Exception {
        keep("a", "POST /orders", AlertState.RAISED);
        await().atMost(PATIENCE).until(() -> events("/hook").size() == 1);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(channel("hook").get("delivered").longValue()).isEqualTo(1));
        server.close();
        server = run();
        keep("b", "POST /orders", AlertState.RAISED);

        await().atMost(PATIENCE).until(() -> events("/hook").contains("b raised"));
        assertThat(events("/hook")).containsExactly("a raised", "b raised");
    }

    @Test
    void names_steerNeitherChatNorMailNorLog(CapturedOutput output) throws Exception {
        keep("a", "<!channel> *x*\r\nBcc: all@example.org\u202e", AlertState.RAISED);

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(receiver.messages("/chat")).hasSize(1);
            assertThat(mail.getReceivedMessages()).isNotEmpty();
        });
        assertThat(receiver.messages("/chat").get(0).body())
                .contains("&lt;!channel&gt;")
                .doesNotContain("<!channel");
        MimeMessage first = mail.getReceivedMessages()[0];
        assertThat(first.getHeader("Bcc")).isNull();
        assertThat(first.getSubject()).contains("<!channel> *x* Bcc: all@example.org\\u202E");
        assertThat(output.getOut().lines()).noneMatch(line -> line.startsWith("Bcc"));
    }

    @Test
    void test_answersWhetherItArrived() throws Exception {
        assertThat(post("/api/channels/hook/test").statusCode()).isEqualTo(204);
        assertThat(events("/hook")).containsExactly("test test");
        assertThat(post("/api/channels/none/test").statusCode()).isEqualTo(404);

        receiver.answer(message -> Answer.of(404));
        HttpResponse<String> refused = post("/api/channels/chat/test");
        assertThat(refused.statusCode()).isEqualTo(502);
        assertThat(refused.body()).contains("127.0.0.1 answered with status 404");
    }

    @Test
    void redirect_isNotFollowed() throws Exception {
        receiver.answer(message -> new Answer(307, "Location", receiver.url("/elsewhere")));

        assertThat(post("/api/channels/hook/test").statusCode()).isEqualTo(502);
        assertThat(receiver.messages("/elsewhere")).isEmpty();
    }

    private ConfigurableApplicationContext run() {
        return SpringApplication.run(
                FlowmonServer.class,
                "--server.port=0",
                "--flowmon.server.zeromq.port=0",
                "--flowmon.server.data=" + folder.resolve("data"),
                "--flowmon.server.alerts.link=https://flowmon.example",
                CHANNELS + "hook.type=webhook",
                CHANNELS + "hook.url=" + receiver.url("/hook"),
                CHANNELS + "hook.secret=" + SECRET,
                CHANNELS + "hook.interval=0s",
                CHANNELS + "chat.type=slack",
                CHANNELS + "chat.url=" + receiver.url("/chat"),
                CHANNELS + "chat.interval=0s",
                CHANNELS + "post.type=mail",
                CHANNELS + "post.from=flowmon@example.org",
                CHANNELS + "post.to=team@example.org,night@example.org",
                CHANNELS + "post.interval=0s",
                CHANNELS + "log.interval=0s",
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + mail.getSmtp().getPort());
    }

    private void keep(String id, String key, AlertState state) throws IOException {
        Instant now = Instant.now();
        AlertSignal last = new AlertSignal(
                id, "slow-step", key, state, 1, now, now, 0.31, 0.5, 0.3, 2, null, null, null, List.of("flow-1"));
        server.getBean(AlertStore.class).keep(new Alert(last, "Slow step", Severity.WARNING, "means", "do", "s", now));
    }

    /** Alert and event of every notice that arrived. */
    private List<String> events(String path) {
        List<String> events = new ArrayList<>();
        for (Receiver.Message message : receiver.messages(path)) {
            for (JsonNode item : JsonMapper.shared().readTree(message.body()).get("data")) {
                events.add(item.get("alert").get("id").stringValue() + " "
                        + item.get("event").stringValue());
            }
        }
        return events;
    }

    private JsonNode channel(String name) throws IOException, InterruptedException {
        for (JsonNode channel :
                JsonMapper.shared().readTree(get("/api/channels").body()).get("channels")) {
            if (channel.get("name").stringValue().equals(name)) {
                return channel;
            }
        }
        throw new AssertionError("There is no channel " + name);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address(path))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getEnvironment().getProperty("local.server.port") + path);
    }
}
