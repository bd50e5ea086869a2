package org.fedrange.simulator.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.results.Given;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveServerTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder = Path.of("");

    private LiveServer serve(LiveView view) {
        return new LiveServer(0, view, new ResultsFolder(folder));
    }

    private static LiveView empty() {
        return new LiveView(Given.study("toy", 0.1), Map.of());
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI at(LiveServer server, String path) {
        return URI.create(server.address().toString().replace("/?", path + "?"));
    }

    @Test
    void onlyTheWholeAddressOpensThePage() throws IOException, InterruptedException {
        try (LiveServer server = serve(empty())) {
            HttpResponse<String> page = get(server.address());
            assertEquals(200, page.statusCode());
            assertTrue(page.body().contains("Attacks against defenses") && page.body().contains("--ink"), page.body());
            assertTrue(page.headers().firstValue("Content-Security-Policy").orElse("").contains("default-src 'none'"));
            String whole = server.address().toString();
            for (String wrong : new String[] {whole.replaceAll("\\?.*", ""), whole.substring(0, whole.length() - 1), whole + "0", whole.replaceAll("/\\?.*", "/events")}) {
                assertEquals(403, get(URI.create(wrong)).statusCode(), wrong);
            }
            assertEquals(404, get(at(server, "/cells")).statusCode());
            HttpRequest post = HttpRequest.newBuilder(server.address()).POST(HttpRequest.BodyPublishers.ofString("x")).build();
            assertEquals(405, CLIENT.send(post, HttpResponse.BodyHandlers.ofString()).statusCode());
        }
    }

    /** A name of another site may be made to lead to this machine; the browser then sends that name. */
    @Test
    void underAnotherNameNothingIsServed() throws IOException {
        try (LiveServer server = serve(empty());
                Socket socket = new Socket(java.net.InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.getOutputStream().write(("GET /?" + server.address().getQuery() + " HTTP/1.1\r\nHost: evil.example:" + server.address().getPort()
                    + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(said.startsWith("HTTP/1.1 403"), said);
        }
    }

    @Test
    void aTakenPortIsRefused() {
        try (LiveServer server = serve(empty())) {
            int port = server.address().getPort();
            Refusal refusal = assertThrows(Refusal.class, () -> new LiveServer(port, empty(), new ResultsFolder(folder)));
            assertTrue(refusal.toString().contains("--ui-port: " + port + " cannot be served on"), refusal::toString);
        }
    }

    @Test
    void theReportIsThereOnceItIsWritten() throws IOException, InterruptedException {
        try (LiveServer server = serve(empty())) {
            assertEquals(404, get(at(server, "/report")).statusCode());
            Files.writeString(folder.resolve(ResultsFolder.REPORT), "<p>done</p>");
            assertEquals("<p>done</p>", get(at(server, "/report")).body());
        }
    }

    /** A matrix on other machines shows nothing of a cell before its first round but that it is begun. */
    @Test
    void aCellIsBegunAndBegunAnewBeforeAnyRound() {
        LiveView view = empty();
        view.begun("a1");
        assertEquals("running", state(view, "a1"));
        view.abandoned("a1");
        assertEquals("waiting", state(view, "a1"));
        assertEquals("waiting", state(view, "a2"));
    }

    private static String state(LiveView view, String cell) {
        return view.join(new Watcher()).cells().stream().filter(its -> its.id().equals(cell)).findFirst().orElseThrow().state();
    }

    /** Messages as a page gets them: what there is, then what changes. */
    @Test
    void aPageIsToldWhatThereIsAndThenWhatChanges() throws IOException, InterruptedException {
        LiveView view = empty();
        try (LiveServer server = serve(view)) {
            HttpResponse<Stream<String>> stream = CLIENT.send(HttpRequest.newBuilder(at(server, "/events")).build(), HttpResponse.BodyHandlers.ofLines());
            Iterator<String> lines = stream.body().filter(line -> !line.startsWith(":")).iterator();
            assertEquals("event: snapshot", lines.next());
            String snapshot = lines.next();
            assertTrue(snapshot.contains("\"state\":\"waiting\"") && !snapshot.contains("\"state\":\"finished\""), snapshot);
            Run run = Given.runs().values().iterator().next();
            view.finished(run);
            String before = "";
            String cell = lines.next();
            for (; !before.equals("event: cell"); cell = lines.next()) {
                before = cell;
            }
            assertTrue(cell.contains("\"id\":\"" + run.cell() + "\"") && cell.contains("\"state\":\"finished\"") && cell.contains("\"epsilon\":2.25"), cell);
            // Of South & East in the last round the verdict, and that it is Byzantine.
            assertTrue(cell.contains("{\"name\":\"South & East\",\"byzantine\":true,\"fate\":\"accepted\",\"reason\":\"\",\"kept\":false,\"weight\":0.25}"), cell);
        }
    }

    /** Of cells that ran before or elsewhere no round was told; their events are in what they left. */
    @Test
    void cellsOfAFolderHaveTheirEventsToo() {
        LiveView.Snapshot there = new LiveView(Given.study("toy", 0.1), Given.runs()).join(new Watcher());
        List<String> said = there.events().stream().map(LiveView.Event::text).toList();
        assertEquals(Given.runs().size(), said.stream().filter(text -> text.startsWith("finished; ")).count(), said::toString);
        assertEquals(
                Given.runs().values().stream().flatMap(run -> run.nodes().stream()).filter(node -> node.fate().equals("refused")).count(),
                said.stream().filter(text -> text.contains(" was refused: ")).count(), said::toString);
    }

    @Test
    void aPageThatIsGoneIsForgotten() throws IOException {
        LiveView view = empty();
        try (LiveServer server = serve(view)) {
            try (Socket socket = new Socket(java.net.InetAddress.getLoopbackAddress(), server.address().getPort())) {
                socket.getOutputStream().write(("GET /events?" + server.address().getQuery() + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.address().getPort() + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                assertEquals("HTTP/1.1 200 OK", in.readLine());
            }
            // A run goes on whether or not somebody looks on.
            Given.runs().values().forEach(view::finished);
            assertFalse(view.join(new Watcher()).cells().stream().anyMatch(cell -> cell.state().equals("waiting")));
        }
    }
}
