package org.fedrange.simulator.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventLinesTest {
    private static EventLines of(String text) {
        return EventLines.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> all(String text) {
        EventLines lines = of(text);
        return IntStream.rangeClosed(1, lines.size()).mapToObj(lines::line).toList();
    }

    @Test
    void linesEndAtLineFeedsAndNowhereElse() {
        assertEquals(List.of(), all(""));
        assertEquals(List.of("a", "", "b\rc"), all("a\n\nb\rc\n"));
        String many = "Zürich\n".repeat(100);
        assertEquals(100, of(many).size());
        assertEquals("Zürich", of(many).line(100));
    }

    @Test
    void aLastLineThatWasCutIsNotTheWhole() {
        assertEquals(List.of("a", "b\r"), all("a\nb"));
    }

    @Test
    void linesWithAWordAreFoundOnceEachAndWhole() {
        assertEquals(List.of("é kept kept", "kept"), of("é kept kept\nother\nkept\n").with("kept"));
        assertEquals(List.of(), of("other\n").with("kept"));
    }

    @Test
    void aLineIsALeafAsItsBytesAre() {
        MerkleTree tree = new MerkleTree();
        MerkleTree plain = new MerkleTree();
        EventLines lines = of("one\nzwölf\n");
        assertArrayEquals(plain.appended("one".getBytes(StandardCharsets.UTF_8)), lines.append(1, tree));
        assertArrayEquals(plain.appended("zwölf".getBytes(StandardCharsets.UTF_8)), lines.append(2, tree));
        assertEquals(plain.root(), tree.root());
    }
}
