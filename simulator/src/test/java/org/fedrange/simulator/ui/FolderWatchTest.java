package org.fedrange.simulator.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.fedrange.simulator.results.Given;
import org.fedrange.simulator.results.Json;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder into which another process writes. */
class FolderWatchTest {
    @TempDir
    private Path path = Path.of("");

    private final LiveView view = new LiveView(Given.study("toy", 0.1), Map.of());

    private FolderWatch watch(ResultsFolder folder) {
        folder.write(ResultsFolder.STUDY, Json.text(Given.study("toy", 0.1)));
        FolderWatch watch = new FolderWatch(folder, view);
        watch.look();
        return watch;
    }

    private List<String> finished() {
        return view.join(new Watcher()).cells().stream().filter(cell -> cell.state().equals("finished")).map(CellView::id).toList();
    }

    @Test
    void cellsAreShownAsTheyComeAndOnce() throws InterruptedException {
        ResultsFolder folder = new ResultsFolder(path);
        folder.save(Given.run("a1", 0.5));
        FolderWatch watch = watch(folder);
        assertEquals(List.of("a1"), finished());
        Watcher page = new Watcher();
        view.join(page);
        Run run = Given.run("n1", 0.8);
        folder.save(run);
        watch.look();
        watch.look();
        assertEquals(List.of("a1", "n1"), finished());
        String told = page.next();
        assertEquals(1, told.split("event: cell", -1).length - 1, told);
        assertEquals(1, told.split("finished; its log", -1).length - 1, told);
        assertFalse(told.contains("event: snapshot"), told);
    }

    @Test
    void halfAFileIsNoCell() throws IOException {
        ResultsFolder folder = new ResultsFolder(path);
        FolderWatch watch = watch(folder);
        Files.createDirectories(folder.cell("a2").getParent());
        Files.writeString(folder.cell("a2"), "{");
        watch.look();
        assertEquals(List.of(), finished());
    }

    @Test
    void theReportIsToldOfWhenItIsThere() throws InterruptedException {
        ResultsFolder folder = new ResultsFolder(path);
        FolderWatch watch = watch(folder);
        Watcher page = new Watcher();
        assertFalse(view.join(page).reported());
        folder.write(ResultsFolder.REPORT, "<p>done</p>");
        watch.look();
        assertTrue(view.join(new Watcher()).reported());
        assertEquals("event: reported\ndata: true\n\n", page.next());
    }

    /** A folder that is removed and filled again, or goes on with other cells. */
    @Test
    void anotherStudyInItsPlaceBeginsAnew() throws IOException, InterruptedException {
        ResultsFolder folder = new ResultsFolder(path);
        Given.runs().values().forEach(folder::save);
        FolderWatch watch = watch(folder);
        Watcher page = new Watcher();
        assertEquals(4, finished().size());
        view.join(page);
        Files.delete(folder.cell("a1"));
        folder.write(ResultsFolder.STUDY, Json.text(Given.study("another", 0.1)));
        Files.setLastModifiedTime(path.resolve(ResultsFolder.STUDY), FileTime.fromMillis(1));
        watch.look();
        assertEquals(List.of("a2", "n1", "n2"), finished());
        String told = page.next();
        assertTrue(told.startsWith("event: snapshot") && told.contains("\"name\":\"another\"") && !told.contains("event: cell"), told);
    }
}
