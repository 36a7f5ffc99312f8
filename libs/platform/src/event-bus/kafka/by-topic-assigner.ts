import { AssignerProtocol, type GroupMemberAssignment, type PartitionAssigner } from 'kafkajs';

/**
 * Gives each partition to the member with the least, among those that subscribed its topic. The client's own assigner
 * supposes that all members of a group subscribe the same topics: while a new version of a service that reads one topic
 * more is rolled out, it would hand that topic's partitions to old members, who drop them.
 */
export const byTopicAssigner: PartitionAssigner = ({ cluster }) => {
  const partitionsOf = async (topic: string): Promise<number[]> => {
    try {
      await cluster.addTargetTopic(topic);
      return cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId);
    } catch {
      // Another member's topic that does not exist (yet) must not keep the rest of the group from its work.
      return [];
    }
  };

  return {
    name: 'PingluByTopicAssigner',
    version: 0,

    protocol({ topics }) {
      return {
        name: this.name,
        metadata: AssignerProtocol.MemberMetadata.encode({
          version: this.version,
          topics,
          userData: Buffer.alloc(0),
        }),
      };
    },

    async assign({ members }): Promise<GroupMemberAssignment[]> {
      const shares = members
        .map(({ memberId, memberMetadata }) => ({
          memberId,
          topics: new Set(AssignerProtocol.MemberMetadata.decode(memberMetadata)?.topics ?? []),
          count: 0,
          assignment: {} as Record<string, number[]>,
        }))
        .sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
      for (const topic of [...new Set(shares.flatMap((share) => [...share.topics]))].sort()) {
        const readers = shares.filter((share) => share.topics.has(topic));
        for (const partition of (await partitionsOf(topic)).sort((a, b) => a - b)) {
          const least = readers.reduce((a, b) => (b.count < a.count ? b : a));
          (least.assignment[topic] ??= []).push(partition);
          least.count += 1;
        }
      }
      return shares.map(({ memberId, assignment }) => ({
        memberId,
        memberAssignment: AssignerProtocol.MemberAssignment.encode({
          version: this.version,
          assignment,
          userData: Buffer.alloc(0),
        }),
      }));
    },
  };
};
