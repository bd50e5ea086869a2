package org.fedrange.simulator.data;

/** The open door of the family: implement it outside the project to bring data of your own. */
public non-sealed interface CustomDataSource extends DataSource {}
