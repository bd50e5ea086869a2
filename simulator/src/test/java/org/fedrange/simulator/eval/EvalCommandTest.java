package org.fedrange.simulator.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.fedrange.simulator.cli.CommandLineInterface;
import org.junit.jupiter.api.Test;

class EvalCommandTest {
    @Test
    void answersStandardInput() {
        InputStream before = System.in;
        StringWriter out = new StringWriter();
        try {
            System.setIn(new ByteArrayInputStream(
                    "{\"id\":\"ü\",\"op\":\"aggregate\",\"updates\":[[1]]}\n{".getBytes(StandardCharsets.UTF_8)));
            assertEquals(0, CommandLineInterface.execute(new PrintWriter(out), new PrintWriter(new StringWriter()), "eval"));
        } finally {
            System.setIn(before);
        }
        assertEquals("{\"id\":\"ü\",\"result\":[[1.0]]}", out.toString().lines().findFirst().orElseThrow());
    }
}
