package org.fedrange.simulator.results;

import org.jspecify.annotations.Nullable;

/**
 * One class of patients under the final model.
 *
 * @param name the class
 * @param patients number of its test patients, over all folds
 * @param recall share of them that the model finds; null below {@link HospitalFigure#FEWEST_PATIENTS}
 */
public record ClassFigure(String name, int patients, @Nullable Double recall) {}
