package org.fedrange.simulator.ui;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.report.Style;
import org.fedrange.simulator.results.ResultsFolder;

/**
 * Serves the live view on this machine alone. Only who has the address with its token sees it, and only under this machine's own names: a page of another
 * site that guesses the port gets nothing, even if its name is made to lead here.
 */
public final class LiveServer implements AutoCloseable {
    private static final int TOKEN_BYTES = 16;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String token;
    private final LiveView view;
    private final ResultsFolder folder;

    /**
     * Begins to serve.
     *
     * @param port 0 for any that is free
     * @param folder where the report is, once there is one
     * @throws Refusal where the port is taken
     */
    public LiveServer(int port, LiveView view, ResultsFolder folder) {
        this.view = view;
        this.folder = folder;
        byte[] drawn = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(drawn);
        this.token = HexFormat.of().formatHex(drawn);
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new Refusal("--ui-port: " + port + " cannot be served on: " + e.getMessage() + "; leave it out for any that is free", e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Where the page is, token included. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/?token=" + token);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                text(exchange, 405, "only reading is possible");
            } else if (!knownName(exchange) || !knownToken(exchange)) {
                text(exchange, 403, "open the address that fedrange printed, with its token");
            } else {
                switch (exchange.getRequestURI().getPath()) {
                    case "/" -> send(exchange, 200, "text/html", page());
                    case "/events" -> stream(exchange);
                    case "/report" -> report(exchange);
                    default -> text(exchange, 404, "there is no such page");
                }
            }
        }
    }

    private boolean knownName(HttpExchange exchange) {
        String host = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Host"), "");
        int port = server.getAddress().getPort();
        return host.equals("127.0.0.1:" + port) || host.equals("localhost:" + port);
    }

    private boolean knownToken(HttpExchange exchange) {
        String query = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
        return MessageDigest.isEqual(("token=" + token).getBytes(StandardCharsets.UTF_8), query.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] page() throws IOException {
        try (InputStream page = Objects.requireNonNull(LiveServer.class.getResourceAsStream("live.html"))) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8).replace("/*STYLE*/", Style.CSS).getBytes(StandardCharsets.UTF_8);
        }
    }

    private void report(HttpExchange exchange) throws IOException {
        Path file = folder.path().resolve(ResultsFolder.REPORT);
        var report = folder.read(file);
        if (report.isPresent()) {
            send(exchange, 200, "text/html", report.get());
        } else {
            text(exchange, 404, "there is no report yet: it is written when all cells are done");
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        Watcher watcher = new Watcher();
        LiveView.Snapshot snapshot = view.join(watcher);
        head(exchange, "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(Watcher.message("snapshot", snapshot).getBytes(StandardCharsets.UTF_8));
            while (true) {
                out.flush();
                out.write(watcher.next().getBytes(StandardCharsets.UTF_8));
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            // The page was closed.
        } finally {
            view.leave(watcher);
        }
    }

    private static void head(HttpExchange exchange, String type) {
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("X-Frame-Options", "DENY");
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; connect-src 'self'");
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        head(exchange, type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void text(HttpExchange exchange, int status, String words) throws IOException {
        send(exchange, status, "text/plain", (words + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
