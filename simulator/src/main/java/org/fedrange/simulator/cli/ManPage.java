package org.fedrange.simulator.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What a command's {@code --help} says as a manual page, in roff. No date is in it, so that two builds have the same.
 *
 * <p>Source: the macros of groff_man(7). Picocli itself goes by way of AsciiDoc, which takes Asciidoctor and with it a Ruby on the JVM.
 *
 * @param spec the command
 */
record ManPage(CommandSpec spec) {

    /** The page of a command and those of all its subcommands. */
    static List<ManPage> all(CommandSpec spec) {
        List<ManPage> pages = new ArrayList<>(List.of(new ManPage(spec)));
        subcommands(spec).forEach(its -> pages.addAll(all(its)));
        return pages;
    }

    private static List<CommandSpec> subcommands(CommandSpec spec) {
        return spec.subcommands().values().stream().map(CommandLine::getCommandSpec).toList();
    }

    /** Its name, such as {@code fedrange-audit-read}. */
    String name() {
        return spec.qualifiedName("-");
    }

    /** The page. */
    String text() {
        String[] description = spec.usageMessage().description();
        StringBuilder page = new StringBuilder();
        page.append(".TH ").append(escaped(name().toUpperCase(java.util.Locale.ROOT))).append(" 1 \"\" \"FedRange ").append(escaped(CommandLineInterface.VERSION)).append("\" \"FedRange\"\n");
        page.append(".SH NAME\n").append(escaped(name())).append(" \\- ").append(escaped(summary(spec))).append('\n');
        page.append(".SH SYNOPSIS\n").append(synopsis()).append('\n');
        page.append(".SH DESCRIPTION\n").append(lines(description));
        section(page, "ARGUMENTS", spec.positionalParameters());
        section(page, "OPTIONS", spec.options());
        commands(page);
        if (spec.usageMessage().footer().length > 0) {
            page.append(".SH NOTES\n").append(lines(spec.usageMessage().footer()));
        }
        if (spec.parent() != null) {
            page.append(".SH SEE ALSO\n.BR ").append(escaped(new ManPage(spec.parent()).name())).append(" (1)\n");
        }
        return page.toString();
    }

    /** The first sentence of its description, without its full stop. */
    private static String summary(CommandSpec spec) {
        return String.join(" ", spec.usageMessage().description()).replaceFirst("[.:](?: .*)?$", "");
    }

    private String synopsis() {
        String written = new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF)).synopsis(0).replaceAll("\\s+", " ").strip();
        String command = spec.qualifiedName();
        return ".B " + escaped(command) + "\n" + escaped(written.substring(command.length()).strip());
    }

    private static void section(StringBuilder page, String heading, Collection<? extends ArgSpec> arguments) {
        List<? extends ArgSpec> shown = arguments.stream().filter(its -> !its.hidden()).toList();
        if (shown.isEmpty()) {
            return;
        }
        page.append(".SH ").append(heading).append('\n');
        shown.forEach(its -> page.append(".TP\n").append(label(its)).append('\n').append(lines(its.description())));
    }

    private static String label(ArgSpec argument) {
        String value = "\\fI" + escaped(argument.paramLabel()) + "\\fR";
        if (!(argument instanceof OptionSpec option)) {
            return value;
        }
        String names = Arrays.stream(option.names()).map(name -> "\\fB" + escaped(name) + "\\fR").collect(Collectors.joining(", "));
        return option.arity().max() == 0 ? names : names + "=" + value;
    }

    private void commands(StringBuilder page) {
        List<CommandSpec> commands = subcommands(spec);
        if (commands.isEmpty()) {
            return;
        }
        page.append(".SH COMMANDS\n");
        commands.forEach(its -> page.append(".TP\n.BR ").append(escaped(new ManPage(its).name())).append(" (1)\n").append(escaped(summary(its))).append('\n'));
    }

    /** Lines of text; one that begins with spaces stays a line of its own. */
    private static String lines(String[] text) {
        return Arrays.stream(text).filter(line -> !line.isBlank()).map(line -> escaped(line) + "\n").collect(Collectors.joining());
    }

    /** Text that roff takes for text: no hyphen that becomes a dash, no line that begins as a macro does. */
    private static String escaped(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
