package org.fedrange.attacks;

import java.util.function.UnaryOperator;
import org.fedrange.learning.data.Examples;

/**
 * What an attack wants beside harm: that certain patients are told a certain class. Its success is the share of them that are.
 *
 * @param target the class they are to be told
 * @param aimed from all test patients those at whom it aims, as they would come to be judged; none of them is of the target class
 */
public record Goal(int target, UnaryOperator<Examples> aimed) {}
