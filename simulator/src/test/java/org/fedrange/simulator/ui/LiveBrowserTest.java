package org.fedrange.simulator.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedrange.simulator.report.Browser;
import org.fedrange.simulator.results.Given;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The live page in a browser, fed with the messages that the server sends, and used as one uses it: chosen from, filtered, by keyboard. */
@Tag("full")
class LiveBrowserTest {
    /** In the place of the connection: the test hands messages to whoever listens. */
    private static final String FEED = "<script>window.EventSource = class { constructor() { this.on = {}; window.feed = this; } addEventListener(kind, listener) { this.on[kind] = listener; } };</script>";

    @TempDir
    private Path folder = Path.of("");

    private Browser browser = new Browser(folder, folder);

    @BeforeEach
    void find() {
        Optional<Browser> found = Browser.find(folder);
        assumeTrue(found.isPresent(), "no Chromium on the path");
        browser = found.orElseThrow();
    }

    /** The page with the state of a study that has these runs, and a script that ends with what it saw. */
    private Path page(Map<String, Run> runs, String script) throws IOException, InterruptedException {
        LiveView view = new LiveView(Given.study("watched", 0.1), runs);
        try (LiveServer server = new LiveServer(0, view, new ResultsFolder(folder))) {
            String html = HttpClient.newHttpClient().send(HttpRequest.newBuilder(server.address()).build(), HttpResponse.BodyHandlers.ofString()).body();
            String snapshot = Watcher.message("snapshot", view.join(new Watcher())).lines().skip(1).findFirst().orElseThrow().substring("data: ".length());
            return Files.writeString(folder.resolve("live.html"), html.replace("<head>", "<head>" + FEED).replace("</body>",
                    "<script>feed.on.snapshot({ data: JSON.stringify(" + snapshot.replace("</", "<\\/") + ") });\nconst seen = [];\n" + script
                            + "\ndocument.body.insertAdjacentHTML('beforeend', '<p id=\"seen\">[' + seen.join('; ') + ']</p>');</script></body>"));
        }
    }

    private String seen(Map<String, Run> runs, String script) throws IOException, InterruptedException {
        String said = browser.show(page(runs, script).toUri(), "--dump-dom");
        Matcher found = Pattern.compile("id=\"seen\">(\\[[^'].*?)</p>").matcher(said);
        assertTrue(found.find(), said);
        return found.group(1);
    }

    @Test
    void fieldsAreChosenAndCompared() throws IOException, InterruptedException {
        String said = seen(Given.runs(), """
                const buttons = () => [...document.querySelectorAll('#matrix button')];
                const count = buttons().length;
                seen.push(count > 1, document.getElementById('chosen').hidden);
                buttons()[0].click();
                seen.push(buttons()[0].getAttribute('aria-pressed'), document.querySelectorAll('#choice figure').length);
                buttons()[1].click();
                seen.push(document.querySelectorAll('#choice figure').length);
                buttons()[1].click();
                seen.push(document.querySelectorAll('#choice figure').length, document.querySelectorAll('#choice polyline').length > 0);
                seen.push(document.getElementById('progress').textContent, document.getElementById('report').hidden);
                """);
        assertEquals("[true; true; true; 1; 2; 1; true; 4 of 4 cells finished.; true]", said);
    }

    /** All cells are done some moments before the report is written. */
    @Test
    void theReportIsLinkedOnceItIsThere() throws IOException, InterruptedException {
        String said = seen(Given.runs(), """
                const link = document.getElementById('report');
                seen.push(link.hidden);
                feed.on.reported({ data: 'true' });
                draw();
                seen.push(link.hidden, link.getAttribute('href').startsWith('/report'));
                """);
        assertEquals("[true; false; true]", said);
    }

    /** Of six fields one is empty, between two others in its row and at the end of its column. */
    @Test
    void arrowsJumpOverWhatTheMatrixLeavesOut() throws IOException, InterruptedException {
        String said = seen(Given.runs(), """
                const more = (id, attack, defense) => feed.on.cell({ data: JSON.stringify({ ...cells.get('a1'), id, attack, defense }) });
                more('b', 'none', 'krum');
                more('c', 'none', 'median');
                more('d', 'sign-flip', 'median');
                draw();
                const press = key => {
                  document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
                  seen.push(document.activeElement.dataset.key.replace('\\n', ' '));
                };
                document.querySelector('#matrix button').focus();
                ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'ArrowLeft', 'ArrowLeft'].forEach(press);
                """);
        assertEquals("[sign-flip median; sign-flip median; none median; none krum; none krum; none mean; none mean]", said);
    }

    /** Given accuracies are 0.4 and 0.75 in the mean over seeds. */
    @Test
    void coloursRunFromTheLeastToTheMostThatIsShown() throws IOException, InterruptedException {
        String said = seen(Given.runs(), """
                const look = () => seen.push([...document.querySelectorAll('#matrix td')].map(field => field.className.replace('field heat ', '')).join(' '),
                    document.getElementById('scale').textContent);
                look();
                for (const cell of cells.values()) cell.curve = [{ round: 2, figure: cell.attack === 'none' ? 0.731 : 0.73, success: null }];
                draw();
                look();
                """);
        assertEquals("[h0 h10; Colours run from 0.400 to 0.750.; h0 h0; Colours run from 0.730 to 0.780.]", said);
    }

    @Test
    void arrowsGoFromFieldToFieldAndTheFilterHides() throws IOException, InterruptedException {
        String said = seen(Given.runs(), """
                const first = document.querySelector('#matrix button');
                first.focus();
                first.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
                seen.push(document.activeElement !== first && document.activeElement.tagName);
                const filter = document.getElementById('filter');
                filter.value = 'nothing has this name';
                filter.dispatchEvent(new Event('input'));
                seen.push(document.querySelectorAll('#matrix button').length, document.getElementById('empty').hidden);
                filter.value = 'FLIP';
                filter.dispatchEvent(new Event('input'));
                seen.push([...document.querySelectorAll('#matrix tbody th')].map(head => head.textContent).join(', '));
                """);
        assertEquals("[BUTTON; 0; false; sign-flip]", said);
    }

    @Test
    void whatHasNotBegunAndWhatIsLostAreSaid() throws IOException, InterruptedException {
        String said = seen(Map.of(), """
                seen.push(document.getElementById('progress').textContent, document.querySelector('#matrix button').textContent, document.getElementById('quiet').hidden);
                document.querySelector('#matrix button').click();
                seen.push(document.getElementById('choice').textContent.includes('No round is over yet.'), document.getElementById('report').hidden);
                feed.onerror();
                seen.push(document.getElementById('progress').className.includes('lost'));
                """);
        assertTrue(said.startsWith("[0 of 4 cells finished.; -0 of "), said);
        assertTrue(said.endsWith("; false; true; true; true]"), said);
    }

    @Test
    void namesAreTextAndNothingElse() throws IOException, InterruptedException {
        SortedMap<String, Run> runs = Given.runs();
        String said = seen(runs, """
                feed.on.event({ data: JSON.stringify({ cell: 'x', text: '<img src=x onerror=seen.push(1)>' }) });
                draw();
                seen.push(document.querySelectorAll('#events img').length, document.querySelector('#events li').textContent.startsWith('<img'));
                """);
        assertEquals("[0; true]", said);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itIsReadableInLightAndDark(boolean dark) throws IOException, InterruptedException {
        Path page = page(Given.runs(), "document.querySelector('#matrix button').click();");
        BufferedImage picture = browser.picture(page.toUri(), 900, 900, "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1));
        int paper = Browser.brightness(picture, 5, 5);
        assertTrue(dark ? paper < 60 : paper > 200, "paper " + paper);
        String wide = seen(Given.runs(), "document.querySelectorAll('#matrix button').forEach(field => field.click()); seen.push(document.documentElement.scrollWidth <= window.innerWidth);");
        assertEquals("[true]", wide);
    }
}
