package org.fedrange.simulator.threatmodel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedrange.learning.Kind;
import org.fedrange.learning.Parameter;

/** A threat to pipelines of machine learning: what it strikes, where others list it, what stands against it. */
public record PipelineThreat(
        @Parameter("its id, such as AI-01") String id,
        @Parameter("what it is, in a few words") String title,
        @Parameter("what happens, in a sentence") String story,
        @Parameter(value = "letters of STRIDE", byDefault = "[]") List<String> stride,
        @Parameter(value = "letters of LINDDUN", byDefault = "[]") List<String> linddun,
        @Parameter("which parts of a diagram it strikes") Where on,
        @Parameter(value = "techniques of MITRE ATLAS", byDefault = "[]") List<String> atlas,
        @Parameter(value = "items of the OWASP Machine Learning Security Top 10", byDefault = "[]") List<String> owaspMl,
        @Parameter(value = "ids of NIST AI 100-2", byDefault = "[]") List<String> nistAml,
        @Parameter(value = "mitigations of MITRE ATLAS", byDefault = "[]") List<String> mitigations,
        @Parameter("controls that stand against it, the first the most to the point") List<String> controls) {
    public PipelineThreat {
        stride = List.copyOf(stride);
        linddun = List.copyOf(linddun);
        atlas = List.copyOf(atlas);
        owaspMl = List.copyOf(owaspMl);
        nistAml = List.copyOf(nistAml);
        mitigations = List.copyOf(mitigations);
        controls = List.copyOf(controls);
    }

    /** Conditions on a part; all must hold, and an empty list demands nothing. */
    public record Where(
            @Parameter(value = "what it is to STRIDE", byDefault = "[]") List<PartType> types,
            @Parameter(value = "what it does", byDefault = "[]") List<ElementRole> roles,
            @Parameter(value = "what the data are that it keeps, carries, takes or gives", byDefault = "[]") List<DataRole> data,
            @Parameter(value = "these data are about people", byDefault = "false") boolean personal,
            @Parameter(value = "something comes to it from less trusted hands, or it crosses zones", byDefault = "false") boolean exposed,
            @Parameter(value = "some training data of the pipeline are about people", byDefault = "false") boolean trainedOnPeople) {
        public Where {
            types = List.copyOf(types);
            roles = List.copyOf(roles);
            data = List.copyOf(data);
        }

        private List<Condition> conditions() {
            return Stream.of(
                            Optional.of(types).filter(its -> !its.isEmpty()).map(its -> new Condition("is " + words(its), (all, part) -> its.contains(part.type()))),
                            Optional.of(roles).filter(its -> !its.isEmpty()).map(its -> new Condition(
                                    "does " + words(its), (all, part) -> part instanceof Element element && its.contains(element.role()))),
                            Optional.of(data).filter(its -> !its.isEmpty()).map(its -> new Condition(
                                    "holds or carries " + words(its) + (personal ? " data about people" : " data"),
                                    (all, part) -> all.data(part).stream().anyMatch(one -> its.contains(one.role()) && (!personal || one.personal())))),
                            Optional.of(personal && data.isEmpty()).filter(its -> its).map(its -> new Condition(
                                    "holds or carries data about people", (all, part) -> all.data(part).stream().anyMatch(DataClass::personal))),
                            Optional.of(exposed).filter(its -> its).map(its -> new Condition("is open to less trusted hands", Pipeline::exposed)),
                            Optional.of(trainedOnPeople).filter(its -> its).map(its -> new Condition(
                                    "belongs to a pipeline that is trained on data about people",
                                    (all, part) -> all.data().stream().anyMatch(one -> one.role() == DataRole.TRAINING && one.personal()))))
                    .flatMap(Optional::stream).toList();
        }

        private static String words(List<? extends Enum<?>> values) {
            return String.join(" or ", values.stream().map(Kind::of).toList());
        }
    }

    /** One condition, in words and as a test. */
    private record Condition(String words, java.util.function.BiPredicate<Pipeline, Part> holds) {}

    /** The parts that it strikes. */
    List<Part> struck(Pipeline pipeline) {
        return pipeline.parts().stream()
                .filter(part -> !letters(part).isEmpty() || !linddun.isEmpty())
                .filter(part -> on.conditions().stream().allMatch(its -> its.holds().test(pipeline, part))).toList();
    }

    /** Its letters of STRIDE that can be said of a part. */
    List<String> letters(Part part) {
        return stride.stream().filter(part.type()::can).toList();
    }

    /** Why it strikes nothing: the first condition after which no part is left. */
    String spared(Pipeline pipeline) {
        List<Part> left = pipeline.parts();
        List<String> said = new java.util.ArrayList<>();
        for (Condition condition : on.conditions()) {
            left = left.stream().filter(part -> condition.holds().test(pipeline, part)).toList();
            said.add(condition.words());
            if (left.isEmpty()) {
                return "no part " + String.join(" and ", said);
            }
        }
        return "its letters of STRIDE cannot be said of what it would strike";
    }
}
