package org.fedrange.simulator.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Searches files for secrets: as bytes, in hexadecimal, in base64 wherever it begins, as lists of signed or unsigned bytes; shares also as
 * whole numbers; updates also as bytes in either order, and as two decimal numbers that follow one another, to six digits.
 */
final class Canary {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(?:[eE][-+]?\\d+)?");
    /** Shorter patterns would be found by chance. */
    private static final int LEAST = 11;

    private final Map<Long, List<byte[]>> patterns = new HashMap<>();
    private final Set<Long> pairs = new HashSet<>();

    Canary(Secrets secrets) {
        secrets.bytes().values().forEach(all -> all.forEach(this::watchFor));
        secrets.shares().forEach(share -> {
            watchFor(Secrets.bytes(share));
            for (long limb : share) {
                text(Long.toString(limb));
            }
        });
        secrets.updates().forEach(update -> {
            watchFor(bytes(update, ByteOrder.LITTLE_ENDIAN));
            watchFor(bytes(update, ByteOrder.BIG_ENDIAN));
            for (int i = 1; i < update.length; i++) {
                pairs.add(pair(update[i - 1], update[i]));
            }
        });
        pairs.remove(0L);
    }

    static byte[] bytes(float[] update, ByteOrder order) {
        ByteBuffer buffer = ByteBuffer.allocate(update.length * Float.BYTES).order(order);
        for (float number : update) {
            buffer.putFloat(number);
        }
        return buffer.array();
    }

    private void watchFor(byte[] secret) {
        byte[] part = Arrays.copyOf(secret, Math.min(secret.length, 24));
        if (part.length < LEAST || IntStream.range(0, part.length).map(i -> part[i]).distinct().count() < LEAST / 2) {
            return;
        }
        pattern(part);
        String hex = HexFormat.of().formatHex(part);
        text(hex);
        text(hex.toUpperCase(Locale.ROOT));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + part.length];
            System.arraycopy(part, 0, shifted, before, part.length);
            String inner = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            // The first and last letters also hold bits of what stands beside it.
            String certain = inner.substring(before == 0 ? 0 : before + 1, inner.length() - 2);
            text(certain);
            text(certain.replace('+', '-').replace('/', '_'));
        }
        text(IntStream.range(0, part.length).mapToObj(i -> Integer.toString(part[i])).collect(Collectors.joining(",")));
        text(IntStream.range(0, part.length).mapToObj(i -> Integer.toString(part[i] & 0xff)).collect(Collectors.joining(",")));
    }

    private void text(String text) {
        if (text.length() >= LEAST) {
            pattern(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void pattern(byte[] pattern) {
        patterns.computeIfAbsent(ByteBuffer.wrap(pattern).getLong(), any -> new ArrayList<>()).add(pattern);
    }

    /** Two numbers to six digits as one; 0 where one of them says too little to be told from others. */
    private static long pair(double one, double other) {
        long first = digits(one);
        long second = digits(other);
        return first == 0 || second == 0 ? 0 : (first * 0x9E3779B97F4A7C15L) ^ second;
    }

    private static long digits(double number) {
        if (number == 0 || !Double.isFinite(number)) {
            return 0;
        }
        int exponent = (int) Math.floor(Math.log10(Math.abs(number)));
        long digits = Math.round(number / Math.pow(10, exponent - 5));
        return digits % 1000 == 0 ? 0 : digits * 1000 + exponent;
    }

    /** Files in which a secret stands. */
    List<String> leaks(Path folder) throws IOException {
        List<String> leaks = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                byte[] content = Files.readAllBytes(file);
                if (shows(content) || (file.toString().endsWith(".npz") && unpacked(content).stream().anyMatch(this::shows))) {
                    leaks.add(folder.relativize(file).toString());
                }
            }
        }
        return leaks;
    }

    private static List<byte[]> unpacked(byte[] content) throws IOException {
        List<byte[]> entries = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.add(zip.readAllBytes());
            }
        }
        return entries;
    }

    private boolean shows(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return found(content) || found(text.replaceAll("\\s", "").getBytes(StandardCharsets.ISO_8859_1)) || numbers(text);
    }

    private boolean found(byte[] content) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        for (int at = 0; at + Long.BYTES <= content.length; at++) {
            for (byte[] pattern : patterns.getOrDefault(buffer.getLong(at), List.of())) {
                if (at + pattern.length <= content.length && Arrays.equals(content, at, at + pattern.length, pattern, 0, pattern.length)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean numbers(String text) {
        Matcher matcher = NUMBER.matcher(text);
        double before = 0;
        while (matcher.find()) {
            double number = Double.parseDouble(matcher.group());
            if (pairs.contains(pair(before, number))) {
                return true;
            }
            before = number;
        }
        return false;
    }
}
