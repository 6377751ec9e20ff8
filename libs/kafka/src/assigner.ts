import kafkajs, { type PartitionAssigner } from 'kafkajs';

interface Member {
  readonly memberId: string;
  readonly topics: readonly string[];
}

/** member id → topic → partitions. */
export type Assignment = Record<string, Record<string, number[]>>;

/**
 * Deals the partitions of each topic to the members that subscribe to that topic, the least loaded first. Members of
 * one group may subscribe to different topics, as they do while a change of source topics spreads over the workers.
 */
export function assignPartitions(
  members: readonly Member[],
  partitionsOf: (topic: string) => readonly number[],
): Assignment {
  const sorted = [...members].sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
  const load = new Map(sorted.map(({ memberId }) => [memberId, 0]));
  const assignment: Assignment = Object.fromEntries(sorted.map(({ memberId }) => [memberId, {}]));
  for (const topic of [...new Set(sorted.flatMap(({ topics }) => topics))].sort()) {
    const subscribers = sorted.filter(({ topics }) => topics.includes(topic)).map(({ memberId }) => memberId);
    for (const partition of [...partitionsOf(topic)].sort((a, b) => a - b)) {
      const least = subscribers.reduce((a, b) => ((load.get(b) ?? 0) < (load.get(a) ?? 0) ? b : a));
      load.set(least, (load.get(least) ?? 0) + 1);
      const own = (assignment[least] ??= {});
      (own[topic] ??= []).push(partition);
    }
  }
  return assignment;
}

/**
 * kafkajs's own assigner deals only the topics of the group's leader; this one reads each member's.
 */
export const perTopicAssigner: PartitionAssigner = ({ cluster }) => ({
  name: 'SluicePerTopicAssigner',
  version: 1,
  async assign({ members }) {
    const { MemberAssignment, MemberMetadata } = kafkajs.AssignerProtocol;
    const subscriptions = members.map(({ memberId, memberMetadata }) => ({
      memberId,
      topics: MemberMetadata.decode(memberMetadata)?.topics ?? [],
    }));
    const topics = [...new Set(subscriptions.flatMap((member) => member.topics))];
    await cluster.addMultipleTargetTopics(topics);
    const assignment = assignPartitions(subscriptions, (topic) =>
      cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId),
    );
    return Object.entries(assignment).map(([memberId, own]) => ({
      memberId,
      memberAssignment: MemberAssignment.encode({ version: 1, assignment: own, userData: Buffer.alloc(0) }),
    }));
  },
  protocol({ topics }) {
    return {
      name: 'SluicePerTopicAssigner',
      metadata: kafkajs.AssignerProtocol.MemberMetadata.encode({
        version: 1,
        topics,
        userData: Buffer.alloc(0),
      }),
    };
  },
});
