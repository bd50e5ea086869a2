package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class ManPageTest {
    @TempDir
    private Path folder = Path.of("");

    @Command(name = "ferry", description = {"Carry things across. Back, too:", "  ferry goat", ".never a macro"}, subcommands = Wait.class)
    @SuppressWarnings("UnusedVariable") // picocli writes them
    private static final class Ferry {
        @Parameters(paramLabel = "THING", description = "what to carry; back\\slash")
        private List<String> things = List.of();

        @Option(names = {"-t", "--times"}, paramLabel = "N", description = "how often; default: ${DEFAULT-VALUE}", defaultValue = "1")
        private int times;

        @Option(names = "--empty", description = "carry nothing")
        private boolean empty;
    }

    @Command(name = "wait", description = "Wait on this side.")
    private static final class Wait {}

    private static String fedrange(int code, String... arguments) {
        StringWriter text = new StringWriter();
        assertEquals(code, CommandLineInterface.execute(new PrintWriter(text), new PrintWriter(text), arguments), text::toString);
        return text.toString();
    }

    @Test
    void aPageSaysWhatHelpSays() {
        List<ManPage> pages = ManPage.all(new CommandLine(new Ferry()).getCommandSpec());
        assertEquals(List.of("ferry", "ferry-wait"), pages.stream().map(ManPage::name).toList());
        assertEquals(
                """
                .TH FERRY 1 "" "FedRange 0.1.0\\-SNAPSHOT" "FedRange"
                .SH NAME
                ferry \\- Carry things across
                .SH SYNOPSIS
                .B ferry
                [\\-\\-empty] [\\-t=N] [THING...] [COMMAND]
                .SH DESCRIPTION
                Carry things across. Back, too:
                  ferry goat
                \\&.never a macro
                .SH ARGUMENTS
                .TP
                \\fITHING\\fR
                what to carry; back\\eslash
                .SH OPTIONS
                .TP
                \\fB\\-t\\fR, \\fB\\-\\-times\\fR=\\fIN\\fR
                how often; default: 1
                .TP
                \\fB\\-\\-empty\\fR
                carry nothing
                .SH COMMANDS
                .TP
                .BR ferry\\-wait (1)
                Wait on this side
                """,
                pages.getFirst().text());
        assertTrue(pages.getLast().text().endsWith(".SH SEE ALSO\n.BR ferry (1)\n"));
    }

    @Test
    void everyCommandHasAPageOfWhichRoffHasNothingToSay() throws IOException, InterruptedException {
        fedrange(0, "man", "--out", folder.toString());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> pages = files.sorted().toList();
            assertTrue(pages.stream().map(page -> page.getFileName().toString()).toList().containsAll(List.of("fedrange.1", "fedrange-run.1", "fedrange-audit-read.1")));
            assertEquals(fedrange(0, "man", "run"), Files.readString(folder.resolve("fedrange-run.1")));
            for (Path page : pages) {
                assertEquals("", typeset(page), page.toString());
            }
        }
        assertTrue(fedrange(ExitCode.REFUSED, "man", "audit", "reed").contains("there is no command reed of fedrange audit"));
    }

    /** What groff complains of. */
    private static String typeset(Path page) throws IOException, InterruptedException {
        Process groff;
        try {
            groff = new ProcessBuilder("groff", "-man", "-Tutf8", "-ww", "-z", page.toString()).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, "no groff on the path");
            throw e;
        }
        String said = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        groff.waitFor();
        return said;
    }
}
