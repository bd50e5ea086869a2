package org.fedrange.simulator.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.fedrange.simulator.results.Given;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.RunFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a cell on their way: whole or not at all, and nobody else's. */
class ParcelTest {
    private static final String CELL = "00000000000000ab";
    private static final ActorTestKit ACTORS = ActorTestKit.create();

    @TempDir
    private Path folder = Path.of("");

    @AfterAll
    static void end() {
        ACTORS.shutdownTestKit();
    }

    private static ActorRef<Sent.ToLane> lane() {
        return ACTORS.<Sent.ToLane>createTestProbe().ref();
    }

    /** A worker's folder with a log too random to be compressed below two parts. */
    private Parcel packed() throws IOException {
        ResultsFolder worker = new ResultsFolder(folder.resolve("worker"));
        byte[] log = new byte[3 * Parcel.PART / 2];
        new org.fedrange.learning.Streams(3).of("log").nextBytes(log);
        ResultsFolder.write(worker.audit(CELL).resolve("log.jsonl"), log);
        ResultsFolder.write(worker.model(CELL, 1), new byte[] {1, 2, 3});
        worker.save(run());
        return Parcel.packed(CELL, worker, folder.resolve("sent.zip"));
    }

    private static Run run() {
        return Given.run(CELL, 0.5);
    }

    private static Sent.Part part(Parcel parcel, int number) throws IOException {
        return new Sent.Part(CELL, number, number == parcel.parts() - 1 ? parcel.digest() : "", parcel.part(number), lane());
    }

    @Test
    void partsArriveInOrderWhateverIsSentTwiceOrTooEarly() throws IOException {
        Parcel sent = packed();
        assertEquals(2, sent.parts());
        assertEquals(Parcel.PART, sent.part(0).length);
        ResultsFolder leader = new ResultsFolder(folder.resolve("leader"));
        try (Inbox inbox = new Inbox(folder.resolve("arriving"))) {
            assertEquals(Optional.empty(), inbox.take(part(sent, 1)));
            assertEquals(0, inbox.next(CELL));
            assertEquals(Optional.empty(), inbox.take(part(sent, 0)));
            assertEquals(Optional.empty(), inbox.take(part(sent, 0)));
            assertEquals(1, inbox.next(CELL));
            Parcel whole = inbox.take(part(sent, 1)).orElseThrow();
            assertArrayEquals(RunFile.bytes(run()), RunFile.bytes(whole.unpack(leader)));
        }
        assertFalse(Files.exists(folder.resolve("arriving")));
        assertArrayEquals(
                Files.readAllBytes(new ResultsFolder(folder.resolve("worker")).audit(CELL).resolve("log.jsonl")),
                Files.readAllBytes(leader.audit(CELL).resolve("log.jsonl")));
        // The run itself is for the leader to save: it makes the cell a finished one.
        assertFalse(Files.exists(leader.cell(CELL)));
    }

    @Test
    void whatCameDamagedIsAskedForAgain() throws IOException {
        Parcel sent = packed();
        byte[] damaged = sent.part(1);
        damaged[0] ^= 1;
        try (Inbox inbox = new Inbox(folder.resolve("arriving"))) {
            inbox.take(part(sent, 0));
            assertEquals(Optional.empty(), inbox.take(new Sent.Part(CELL, 1, sent.digest(), damaged, lane())));
            assertEquals(0, inbox.next(CELL));
            inbox.take(part(sent, 0));
            assertTrue(inbox.take(part(sent, 1)).isPresent());
        }
    }

    @Test
    void nothingIsWrittenThatIsNotTheCells() throws IOException {
        ResultsFolder leader = new ResultsFolder(folder.resolve("leader"));
        for (String name : List.of("../elsewhere", "report.html", "cells/00000000000000cd.json", "audit/00000000000000cd/log.jsonl", "audit/" + CELL + "/../../study.json", "/tmp/absolute")) {
            Path file = folder.resolve("odd.zip");
            try (OutputStream out = Files.newOutputStream(file);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("x".getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
            ZipException refused = assertThrows(ZipException.class, () -> new Parcel(CELL, file).unpack(leader));
            assertTrue(String.valueOf(refused.getMessage()).contains("is no file of cell"), name);
        }
        assertFalse(Files.exists(folder.resolve("leader")));
    }
}
