package org.fedrange.simulator.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Types that are written in one of several ways, such as a count or a list of names: each public static method
 * {@code valueOf} of one argument is a way. Their {@code toString} writes what one of them reads back, as YAML.
 */
final class Alternatives {
    private static final List<Class<?>> ORDER = List.of(int.class, long.class, double.class, String.class, List.class);

    private Alternatives() {}

    static boolean covers(Class<?> type) {
        return !ways(type).isEmpty();
    }

    static Object read(Class<?> type, @Nullable Parameter parameter, Tree tree) {
        Method way = ways(type).stream().filter(method -> fits(argument(method), tree)).findFirst()
                .orElseThrow(() -> tree.place().refusal("must be " + what(type) + ", got " + tree.shown()));
        try {
            return way.invoke(null, value(way, parameter, tree));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw tree.place().refusal(String.valueOf(refused.getMessage()));
            }
            throw new IllegalStateException("cannot make " + type, e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot make " + type, e);
        }
    }

    /** The ways in words. */
    static String what(Class<?> type) {
        List<String> ways = new ArrayList<>();
        ways(type).forEach(way -> ways.add(
                argument(way) == List.class ? "a list of " + plural(element(way)) : Scalars.what(argument(way))));
        return String.join(" or ", ways);
    }

    /** What each way takes. */
    static List<Type> arguments(Class<?> type) {
        return ways(type).stream().map(way -> way.getGenericParameterTypes()[0]).toList();
    }

    private static List<Method> ways(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("valueOf") && method.getReturnType() == type)
                .filter(method -> Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getParameterCount() == 1 && ORDER.contains(argument(method)))
                .sorted((a, b) -> ORDER.indexOf(argument(a)) - ORDER.indexOf(argument(b)))
                .toList();
    }

    private static boolean fits(Class<?> argument, Tree tree) {
        if (!(tree instanceof Tree.Scalar scalar)) {
            return argument == List.class && tree instanceof Tree.Sequence;
        }
        if (argument == String.class) {
            return !Numeral.isNumber(scalar);
        }
        return argument == double.class ? Numeral.isNumber(scalar) : argument != List.class && Numeral.isWhole(scalar);
    }

    private static Object value(Method way, @Nullable Parameter parameter, Tree tree) {
        return tree instanceof Tree.Sequence sequence
                ? sequence.elements().stream().map(one -> Scalars.read(element(way), parameter, one)).toList()
                : Scalars.read(argument(way), parameter, tree);
    }

    private static Class<?> argument(Method way) {
        return way.getParameterTypes()[0];
    }

    private static Class<?> element(Method way) {
        return (Class<?>) ((ParameterizedType) way.getGenericParameterTypes()[0]).getActualTypeArguments()[0];
    }

    private static String plural(Class<?> element) {
        return element == String.class ? "names" : "numbers";
    }
}
