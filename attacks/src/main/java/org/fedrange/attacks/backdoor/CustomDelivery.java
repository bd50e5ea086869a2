package org.fedrange.attacks.backdoor;

/** The open door of the family: implement it outside the project to bring a delivery of your own. */
public non-sealed interface CustomDelivery extends Delivery {}
