package org.fedrange.simulator.federation;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.aggregation.secure.Aborted;
import org.fedrange.aggregation.secure.Invitation;
import org.fedrange.aggregation.secure.Quantization;
import org.fedrange.aggregation.secure.Revealed;
import org.fedrange.aggregation.secure.SecureCoordinator;
import org.fedrange.aggregation.secure.Terms;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.simulator.round.Message;

/**
 * One secure sum in progress, as the coordinator sees it.
 *
 * @param members who was invited to it
 * @param quantization how numbers are under masks
 * @param state where the coordinator stands in it
 */
record SummingGroup(List<NodeId> members, Quantization quantization, SecureCoordinator state) {

    /** What a member is asked. */
    byte[] question(NodeId node) {
        int index = node.index();
        return switch (state) {
            case SecureCoordinator.Advertising advertising ->
                new Invitation(terms(), advertising.standing().neighborhoods().of(index)).encoded();
            case SecureCoordinator.Sharing sharing -> sharing.directory(index);
            case SecureCoordinator.Masking masking -> masking.inbox(index);
            case SecureCoordinator.Confirming confirming -> confirming.survivors(index);
            case SecureCoordinator.Revealing revealing -> revealing.request(index);
        };
    }

    Terms terms() {
        return switch (state) {
            case SecureCoordinator.Advertising its -> its.standing().terms();
            case SecureCoordinator.Sharing its -> its.standing().terms();
            case SecureCoordinator.Masking its -> its.standing().terms();
            case SecureCoordinator.Confirming its -> its.masked().standing().terms();
            case SecureCoordinator.Revealing its -> its.masked().standing().terms();
        };
    }

    /**
     * The same sum after an exchange.
     *
     * @throws Aborted where too few are left
     */
    SummingGroup after(SortedMap<NodeId, Message> answers) {
        SecureCoordinator next = switch (state) {
            case SecureCoordinator.Advertising advertising -> advertising.collect(bytes(answers));
            case SecureCoordinator.Sharing sharing -> sharing.collect(bytes(answers));
            case SecureCoordinator.Masking masking -> {
                SortedMap<Integer, int[]> words = new TreeMap<>();
                answers.forEach((node, answer) -> words.put(node.index(), ((MaskedSent) answer).words()));
                SecureCoordinator.Confirming confirming = masking.collect(words);
                yield terms().signed() ? confirming : confirming.unsigned();
            }
            case SecureCoordinator.Confirming confirming -> confirming.collect(bytes(answers));
            case SecureCoordinator.Revealing revealing -> throw new IllegalStateException("nothing follows " + revealing);
        };
        return new SummingGroup(members, quantization, next);
    }

    private static SortedMap<Integer, byte[]> bytes(SortedMap<NodeId, Message> answers) {
        SortedMap<Integer, byte[]> bytes = new TreeMap<>();
        answers.forEach((node, answer) -> bytes.put(node.index(), ((Bytes) answer).content()));
        return bytes;
    }

    /**
     * The sum, unmasked.
     *
     * @throws Aborted where too few shares came
     */
    GroupSum total(SortedMap<NodeId, Message> answers) {
        SecureCoordinator.Revealing revealing = (SecureCoordinator.Revealing) state;
        SortedMap<Integer, Revealed> revealed = new TreeMap<>();
        answers.forEach((node, answer) -> revealed.put(node.index(), Revealed.decoded(((Bytes) answer).content())));
        int[] sum = revealing.collect(revealed);
        List<NodeId> in = members.stream().filter(node -> revealing.masked().survivors().contains(node.index())).toList();
        return new GroupSum(in, quantization.mean(sum, in.size()), quantization.weight(sum, in.size()));
    }
}
