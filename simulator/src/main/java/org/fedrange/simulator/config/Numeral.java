package org.fedrange.simulator.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.simulator.Refusal;
import org.jspecify.annotations.Nullable;

/** Reads numbers as JSON writes them; every other spelling is refused, with the right one where it can be guessed. */
final class Numeral {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,99})");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,99})(\\.[0-9]{1,99})?([eE][+-]?[0-9]{1,4})?");

    private Numeral() {}

    static boolean isWhole(Tree.Scalar scalar) {
        return !scalar.quoted() && WHOLE.matcher(scalar.text()).matches();
    }

    static boolean isNumber(Tree.Scalar scalar) {
        return !scalar.quoted() && DECIMAL.matcher(scalar.text()).matches();
    }

    /** The scalar as a number of this primitive type, within the parameter's bounds. */
    static Object read(Class<?> type, @Nullable Parameter parameter, Tree.Scalar scalar) {
        if (type == double.class) {
            return decimal(parameter, scalar);
        }
        if (!isWhole(scalar)) {
            throw refusal("a whole number", parameter, scalar);
        }
        BigInteger value = new BigInteger(scalar.text());
        if (value.bitLength() > (type == int.class ? 31 : 63)) {
            throw scalar.place().refusal("is too large a whole number: " + scalar.shown());
        }
        check(parameter, value.doubleValue(), scalar);
        return type == int.class ? (Object) value.intValueExact() : (Object) value.longValueExact();
    }

    private static double decimal(@Nullable Parameter parameter, Tree.Scalar scalar) {
        if (!isNumber(scalar)) {
            throw refusal("a number", parameter, scalar);
        }
        double value = Double.parseDouble(scalar.text()) + 0.0; // no negative zero
        if (Double.isInfinite(value)) {
            throw scalar.place().refusal("is too large a number: " + scalar.shown());
        }
        check(parameter, value, scalar);
        return value;
    }

    private static void check(@Nullable Parameter parameter, double value, Tree.Scalar scalar) {
        if (parameter != null && !Parameters.allows(parameter, value)) {
            throw scalar.place().refusal("must be " + range(parameter) + ", got " + scalar.shown());
        }
    }

    private static Refusal refusal(String what, @Nullable Parameter parameter, Tree.Scalar scalar) {
        String range = parameter == null || Parameters.range(parameter).startsWith("a ") ? "" : ", " + range(parameter);
        String guess = guess(scalar.text(), what.contains("whole"));
        return scalar.place().refusal("must be " + what + range + ", got " + scalar.shown()
                + (guess.isEmpty() ? "" : "; write " + guess));
    }

    private static String range(Parameter parameter) {
        return Parameters.range(parameter) + (parameter.unit().isEmpty() ? "" : " " + parameter.unit());
    }

    /** The number that was probably meant: without quotes, underscores, plus, leading zeros, percent; whole where that is asked. */
    private static String guess(String text, boolean whole) {
        String bare = text.strip().replace("_", "").replaceFirst("%$", "e-2").replaceFirst("^(-?)\\+?0*(?=[0-9])", "$1")
                .replaceFirst("^\\+?(-?)\\.", "$10.").replaceFirst("\\.($|(?=[eE]))", "");
        if (!DECIMAL.matcher(bare).matches()) {
            return "";
        }
        BigDecimal value = new BigDecimal(bare);
        boolean simple = Math.abs((long) value.scale()) < 20 && value.precision() < 20;
        String plain = simple ? value.toPlainString() : bare;
        if (!whole) {
            return plain;
        }
        return simple && value.remainder(BigDecimal.ONE).signum() == 0 ? value.toBigInteger().toString() : "";
    }
}
