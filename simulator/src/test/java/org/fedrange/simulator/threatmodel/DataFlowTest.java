package org.fedrange.simulator.threatmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class DataFlowTest {
    private static Pipeline pipeline(String file) {
        return ThreatModel.read(Path.of("..", "threat-models", file)).pipeline();
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"public-api-classifier.yaml", "recommender.yaml"})
    void thePictureShowsEveryPartAndStandsAlone(String file) throws Exception {
        Pipeline pipeline = pipeline(file);
        String svg = DataFlowSvg.of(pipeline);
        String text = xml(svg).getDocumentElement().getTextContent();
        pipeline.parts().forEach(part -> assertTrue(text.contains(part.id()), part.id()));
        assertFalse(svg.replace("http://www.w3.org/2000/svg", "").contains("http"), "fetches something");
        assertEquals(svg, DataFlowSvg.of(pipeline(file)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"public-api-classifier.yaml", "recommender.yaml"})
    void nothingLiesOverAnything(String file) {
        Layout layout = new Layout(pipeline(file));
        List<Layout.Box> boxes = new ArrayList<>(layout.elementBoxes().values());
        boxes.addAll(layout.labels().values());
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertFalse(boxes.get(i).overlaps(boxes.get(j)), boxes.get(i) + " and " + boxes.get(j));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"public-api-classifier.yaml", "recommender.yaml"})
    void theDrawingHasACellForEveryPartAndJoinsWhatIsThere(String file) throws Exception {
        Pipeline pipeline = pipeline(file);
        NodeList cells = xml(DataFlowDrawio.of(pipeline)).getElementsByTagName("mxCell");
        Set<String> ids = new TreeSet<>();
        for (int i = 0; i < cells.getLength(); i++) {
            assertTrue(ids.add(((Element) cells.item(i)).getAttribute("id")));
        }
        assertEquals(2 + pipeline.parts().size() + pipeline.zones().size(), cells.getLength());
        for (int i = 0; i < cells.getLength(); i++) {
            for (String end : List.of("source", "target", "parent")) {
                String named = ((Element) cells.item(i)).getAttribute(end);
                assertTrue(named.isEmpty() || ids.contains(named), named);
            }
        }
    }
}
