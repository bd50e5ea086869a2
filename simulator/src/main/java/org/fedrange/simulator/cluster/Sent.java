package org.fedrange.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.delivery.ConsumerController;
import akka.actor.typed.delivery.ProducerController;
import java.util.SortedMap;

/** Everything that members of a cluster say to each other; nothing else is read from the network. */
sealed interface Sent {

    /** To who leads. */
    sealed interface ToLeader extends Sent, LeaderActor.Command {}

    /** To a worker. */
    sealed interface ToWorker extends Sent, WorkerActor.Command {}

    /** To one lane of a worker, which carries one cell at a time. */
    sealed interface ToLane extends Sent, LaneActor.Command {}

    /**
     * A worker offers itself.
     *
     * @param build digest of its classes
     * @param role what it is for, by name
     */
    record Hello(String build, String role, ActorRef<ToWorker> worker) implements ToLeader, HospitalMachinesActor.Command {}

    /** A worker goes because its owner wants it to: no fault of what it worked at. */
    record Leaving(ActorRef<ToWorker> worker) implements ToLeader, HospitalMachinesActor.Command {}

    /** It may work. */
    record Welcome() implements ToWorker {}

    /** It may not, and why. */
    record TurnedAway(String reason) implements ToWorker {}

    /** There is nothing more to do. */
    record Done() implements ToWorker {}

    /**
     * A cell to compute.
     *
     * @param identity of the cell, over experiment, build, data and, for native numerics, kind of CPU
     * @param data digest of the data it must be computed on
     * @param experiment the resolved experiment, as canonical JSON
     */
    record Assignment(String cell, String identity, String data, String experiment) implements Sent {}

    /** May this lane begin with it? */
    record Claim(String cell, ActorRef<ToLane> lane) implements ToLeader {}

    /** It may. */
    record Granted(String cell) implements ToLane {}

    /** Nothing more is wanted of the lane for this cell: its results are kept, or it is another's, or it is set aside. */
    record Settled(String cell) implements ToLane {}

    /** A round of a cell is over; {@code glimpse} says what happened in it. */
    record RoundEnded(String cell, byte[] glimpse, ActorRef<ToLane> lane) implements ToLeader {}

    /** The cell cannot be computed, whoever tries. */
    record Failed(String cell, String cause, ActorRef<ToLane> lane) implements ToLeader {}

    /**
     * A part of a cell's files.
     *
     * @param number from 0
     * @param digest SHA-256 of all parts one after another; empty in all but the last
     */
    record Part(String cell, int number, String digest, byte[] bytes, ActorRef<ToLane> lane) implements ToLeader {}

    /** All parts before {@code next} are here. */
    record Received(String cell, int next) implements ToLane {}

    /** From a hospital on another machine. */
    sealed interface FromHospital extends Sent {
        /** Its number. */
        int node();
    }

    /**
     * Hospitals of a federation to house until who stands for them at the coordinator ends.
     *
     * @param questions where questions come from
     * @param answers where answers go
     * @param coordinator who stands for them
     */
    record House(
            Share share, ActorRef<ProducerController.Command<Asked>> questions, ActorRef<ConsumerController.Command<FromHospital>> answers,
            ActorRef<Unhoused> coordinator) implements ToWorker {}

    /** They cannot be housed, and why. */
    record Unhoused(String reason) implements Sent, DistantHospitals.Command {}

    /**
     * A question to a hospital.
     *
     * @param body the message, encoded
     */
    record Asked(int node, int round, int exchange, double sentMillis, byte[] body) implements Sent {
        /** In place of a message: the one of the question before. */
        static final byte[] AS_BEFORE = {};
    }

    /**
     * A hospital's answer.
     *
     * @param body the message, encoded
     * @param measured what it measured, by name
     */
    record Reacted(int node, byte[] body, SortedMap<String, Double> measured, double trainingLoss, long processed) implements FromHospital {}

    /** A hospital failed. */
    record Crashed(int node, String cause) implements FromHospital {}
}
