package org.fedrange.simulator.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Numerics;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.config.CellIdentity;
import org.fedrange.simulator.config.Json;
import org.fedrange.simulator.round.Participant;
import org.fedrange.simulator.run.Deals;
import org.fedrange.simulator.run.FederatedCell;
import org.fedrange.simulator.run.Memory;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a worker works with.
 *
 * @param role what it is for
 * @param build digest of the tool's own classes
 * @param cpu kind of CPU
 * @param lanes cells at a time
 * @param deals its own copy of the data
 * @param scratch where files lie until they are sent
 * @param room what hospitals may take of its memory
 * @param says is told how it gets on, in sentences
 */
record Bench(Role role, String build, String cpu, int lanes, Deals deals, Path scratch, Room room, Consumer<String> says) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The cell that is asked for. */
    Cell cell(Sent.Assignment asked) {
        Experiment experiment = new Binder().bind(Experiment.class, Json.tree(JSON.readTree(asked.experiment()), ""));
        return new Cell(asked.cell(), asked.identity(), List.of(), experiment, true, null, asked.cell());
    }

    /** Why this machine cannot compute a cell to the same bytes as any other; empty where it can. */
    Optional<String> objection(Cell cell, String digest) {
        return strangeness(cell, digest).or(() -> Memory.of(cell, deals).excess(Runtime.getRuntime().maxMemory() / lanes));
    }

    /** Why hospitals of a cell would give other answers here than elsewhere; empty where they give the same. */
    Optional<String> strangeness(Sent.Assignment asked) {
        return strangeness(cell(asked), asked.data());
    }

    /** The hospitals of a share, made from the experiment alone. */
    SortedMap<NodeId, Participant> participants(Share share) {
        return FederatedCell.hospitals(cell(share.assignment()), deals, share.fold(), Set.copyOf(share.nodes()));
    }

    /** What they take of this machine's memory. */
    Memory needed(Share share) {
        return Memory.housing(cell(share.assignment()), deals, share.nodes().size(), lanes);
    }

    private Optional<String> strangeness(Cell cell, String digest) {
        Experiment experiment = cell.experiment();
        String own = deals.dataset(experiment).digest();
        if (!own.equals(digest)) {
            return Optional.of("its copy of " + deals.dataset(experiment).name() + " is not the leader's (SHA-256 " + own.substring(0, 12) + "... here, "
                    + digest.substring(0, 12) + "... there); copy the leader's file, and say by --data in which folder it lies");
        }
        if (!CellIdentity.of(experiment, build, own, cpu).equals(cell.identity())) {
            return Optional.of(experiment.numerics() == Numerics.NATIVE
                    ? "native numerics give the same bytes on one kind of CPU only, and the leader's is not this one (" + cpu + "); set numerics: portable, or use machines of one kind"
                    : "the cell comes out as another one here; this is a fault of FedRange");
        }
        return Optional.empty();
    }
}
