package org.fedrange.attacks.inference;

/** The open door of the family: implement it outside the project to bring a membership inference of your own. */
public non-sealed interface CustomMembership extends Membership {}
