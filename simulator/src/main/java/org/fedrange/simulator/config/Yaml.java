package org.fedrange.simulator.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedrange.simulator.Refusal;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the plain part of YAML, and so JSON: mappings, lists and scalars. Anchors, aliases, merge keys, tags and second
 * documents are refused: each makes a file mean something else than what it shows.
 */
public final class Yaml {
    private static final int DEEPEST = 50;

    private final String source;
    private final Iterator<Event> events;

    private Yaml(String source, String text) {
        this.source = source;
        this.events = new Parse(LoadSettings.builder().setLabel(source).build()).parseString(text).iterator();
    }

    /**
     * Reads one document.
     *
     * @param source what refusals call the text, usually a file
     */
    public static Tree read(String source, String text) {
        try {
            return new Yaml(source, text).document();
        } catch (YamlEngineException e) {
            throw NotYaml.refusal(source, text, e);
        }
    }

    private Tree document() {
        events.next(); // start of the stream
        if (events.next() instanceof StreamEndEvent) {
            throw Place.top(source).refusal("is empty");
        }
        Tree tree = tree(events.next(), Place.top(source), 0);
        while (events.hasNext()) {
            Event event = events.next();
            if (!(event instanceof DocumentEndEvent || event instanceof StreamEndEvent)) {
                throw refusal(event, Place.top(source), "a second document begins here; one file holds one experiment");
            }
        }
        return tree;
    }

    private Tree tree(Event event, Place place, int depth) {
        if (depth > DEEPEST) {
            throw refusal(event, place, "is nested more than " + DEEPEST + " deep");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            String sign = event instanceof AliasEvent ? "the alias *" : "the anchor &";
            throw refusal(event, place, sign + Words.shown(node.getAnchor().get().getValue()) + " is not allowed: write the value out");
        }
        return switch (event) {
            case ScalarEvent scalar -> {
                untagged(scalar, scalar.getTag(), place);
                yield new Tree.Scalar(place, scalar.getValue(), !scalar.isPlain());
            }
            case SequenceStartEvent start -> {
                untagged(start, start.getTag(), place);
                yield sequence(place, depth);
            }
            case MappingStartEvent start -> {
                untagged(start, start.getTag(), place);
                yield mapping(place, depth);
            }
            default -> throw new IllegalStateException("unexpected " + event);
        };
    }

    private Tree sequence(Place place, int depth) {
        List<Tree> elements = new ArrayList<>();
        for (Event next = events.next(); !(next instanceof SequenceEndEvent); next = events.next()) {
            elements.add(tree(next, place.element(elements.size(), line(next)), depth + 1));
        }
        return new Tree.Sequence(place, elements);
    }

    private Tree mapping(Place place, int depth) {
        Map<String, Tree> entries = new LinkedHashMap<>();
        for (Event next = events.next(); !(next instanceof MappingEndEvent); next = events.next()) {
            String key = key(next, place);
            Place below = place.key(key, line(next));
            if (entries.put(key, tree(events.next(), below, depth + 1)) != null) {
                throw below.refusal("is given twice");
            }
        }
        return new Tree.Mapping(place, entries);
    }

    private String key(Event event, Place place) {
        if (!(event instanceof ScalarEvent)) {
            throw refusal(event, place, "a key must be a single word");
        }
        String key = ((Tree.Scalar) tree(event, place, 0)).text();
        if (key.equals("<<")) {
            throw refusal(event, place, "the merge key << is not allowed: write the values out");
        }
        return key;
    }

    private void untagged(Event event, Optional<String> tag, Place place) {
        if (tag.isPresent()) {
            throw refusal(event, place, "the tag " + Words.shown(tag.get()) + " is not allowed: a kind is written as the key kind");
        }
    }

    private Refusal refusal(Event event, Place place, String why) {
        return new Place(source, line(event), place.path()).refusal(why);
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
