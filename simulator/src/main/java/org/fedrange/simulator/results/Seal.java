package org.fedrange.simulator.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.fedrange.learning.Sha256;
import org.fedrange.simulator.audit.MerkleHash;
import org.fedrange.simulator.audit.MerkleProof;
import org.fedrange.simulator.audit.MerkleTree;
import org.fedrange.simulator.audit.note.SignedNote;
import org.fedrange.simulator.audit.note.SigningKey;
import org.fedrange.simulator.audit.note.TlogProof;
import org.fedrange.simulator.audit.note.TreeHead;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log over a results folder: a line for each file, under a Merkle tree, with a checkpoint for others to sign. Lines are only ever
 * added: a file that changed since the last seal gets a line of its own, and the last line of a file counts. So whoever kept an earlier
 * checkpoint can tell that nothing sealed then was taken back.
 *
 * @param lines the lines as they were written, without line feeds
 * @param checkpoint origin, size and root, with whoever signed it
 */
public record Seal(List<String> lines, SignedNote checkpoint) {
    /** The file whose digest is the last line: the evidence, which speaks of all others. */
    static final String LAST = "evidence/evidence.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObjectWriter WRITER = JSON.writerFor(Line.class);
    private static final ObjectReader READER = JSON.readerFor(Line.class);

    public Seal {
        lines = List.copyOf(lines);
    }

    /**
     * What a line says.
     *
     * @param file path within the folder
     * @param sha256 digest of its content; null where it was there and is no more
     * @param events number of events, of a cell's audit log
     * @param root Merkle root of the same
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"file", "sha256", "events", "root"})
    public record Line(String file, @Nullable String sha256, @Nullable Long events, @Nullable String root) {}

    /** The first seal of an experiment's results, of which this is the study file: without lines, signed by nobody. */
    static Seal empty(String name, byte[] study) {
        String digest = Sha256.hex(study).substring(0, 16);
        return of("fedrange/" + name + "/" + digest, List.of());
    }

    private static Seal of(String origin, List<String> lines) {
        MerkleTree tree = new MerkleTree();
        lines.forEach(line -> tree.append(bytes(line)));
        return new Seal(lines, new SignedNote(new TreeHead(origin, tree.size(), tree.root()).text(), List.of()));
    }

    /** This seal, with lines for what is new, changed or gone; the same seal, with its signatures, where nothing is. */
    Seal grown(SortedMap<String, Line> files) {
        Map<String, Line> last = last();
        List<String> more = new ArrayList<>(lines);
        last.forEach((name, line) -> {
            if (!files.containsKey(name) && line.sha256() != null) {
                more.add(WRITER.writeValueAsString(new Line(name, null, null, null)));
            }
        });
        files.forEach((name, line) -> {
            if (!line.equals(last.get(name))) {
                more.add(WRITER.writeValueAsString(line));
            }
        });
        if (more.size() == lines.size()) {
            return this;
        }
        Line core = files.get(LAST);
        if (core != null) {
            String written = WRITER.writeValueAsString(core);
            more.subList(lines.size(), more.size()).remove(written);
            more.add(written);
        }
        return of(head().origin(), more);
    }

    /** The same seal with another signature. */
    public Seal signed(SigningKey key, long time) {
        return new Seal(lines, checkpoint.signed(key, time));
    }

    /** Origin, size and root. */
    public TreeHead head() {
        return TreeHead.parse(checkpoint.text());
    }

    /** Whether the log had this size and root when it was shorter: nothing sealed then was changed or taken back. */
    public boolean continues(long size, String root) {
        if (size > lines.size()) {
            return false;
        }
        MerkleTree tree = new MerkleTree();
        lines.subList(0, (int) size).forEach(line -> tree.append(bytes(line)));
        return tree.root().equals(root);
    }

    /** What is not as it was sealed, one sentence each. */
    List<String> problems(SortedMap<String, Line> files) {
        List<String> problems = new ArrayList<>();
        if (!continues(head().size(), head().root()) || head().size() != lines.size()) {
            problems.add("the seal's lines are not those of its checkpoint: one was edited, dropped, swapped or added");
            return problems;
        }
        Map<String, Line> last = last();
        last.forEach((name, line) -> {
            Line now = files.get(name);
            if (now == null && line.sha256() != null) {
                problems.add(name + ": was sealed and is missing");
            } else if (now != null && !now.equals(line)) {
                problems.add(name + ": is not what was sealed");
            }
        });
        files.keySet().stream().filter(name -> !last.containsKey(name)).forEach(name -> problems.add(name + ": was never sealed"));
        return problems;
    }

    /** The proof that the last line about a file stands in the log; empty where there is none. */
    public Optional<TlogProof> proof(String file) {
        int index = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (read(lines.get(i)).filter(line -> line.file().equals(file)).isPresent()) {
                index = i;
            }
        }
        return index < 0 ? Optional.empty() : Optional.of(proof(lines.stream().map(Seal::bytes).toList(), index, checkpoint));
    }

    /** The proof that one of these lines stands in the log they make up. */
    public static TlogProof proof(List<byte[]> lines, int index, SignedNote checkpoint) {
        MerkleHash hash = new MerkleHash();
        return new TlogProof(index, Optional.of(lines.get(index)), MerkleProof.inclusion(lines.stream().map(hash::leaf).toList(), index), checkpoint);
    }

    private Map<String, Line> last() {
        Map<String, Line> last = new LinkedHashMap<>();
        lines.forEach(text -> read(text).ifPresent(line -> last.put(line.file(), line)));
        return last;
    }

    private static Optional<Line> read(String text) {
        try {
            return Optional.of(READER.readValue(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String line) {
        return line.getBytes(StandardCharsets.UTF_8);
    }
}
