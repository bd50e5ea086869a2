package org.fedrange.attacks.backdoor;

/** The open door of the family: implement it outside the project to bring a trigger of your own. */
public non-sealed interface CustomTrigger extends Trigger {}
