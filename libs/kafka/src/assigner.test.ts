import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assignPartitions } from './assigner.ts';

const topic = fc.constantFrom('a', 'b', 'c');
const members = fc.uniqueArray(
  fc.record({ memberId: fc.string({ minLength: 1, maxLength: 4 }), topics: fc.uniqueArray(topic) }),
  { selector: ({ memberId }) => memberId, minLength: 1, maxLength: 5 },
);
const counts = fc.record({ a: fc.nat(6), b: fc.nat(6), c: fc.nat(6) });

it('each partition of a subscribed topic goes to exactly one member, and only to one that subscribes to it', () => {
  fc.assert(
    fc.property(members, counts, (group, sizes) => {
      const assignment = assignPartitions(group, (name) =>
        Array.from({ length: sizes[name as 'a'] }, (_, i) => i),
      );
      const dealt = Object.entries(assignment).flatMap(([memberId, topics]) =>
        Object.entries(topics).flatMap(([name, partitions]) =>
          partitions.map((p) => ({ memberId, name, p })),
        ),
      );
      const subscribed = [...new Set(group.flatMap(({ topics }) => topics))];
      const expected = subscribed.flatMap((name) =>
        Array.from({ length: sizes[name] }, (_, p) => `${name}/${p}`),
      );
      expect(dealt.map(({ name, p }) => `${name}/${p}`).sort()).toEqual(expected.sort());
      for (const { memberId, name } of dealt) {
        expect(group.find((member) => member.memberId === memberId)?.topics).toContain(name);
      }
    }),
  );
});

it('members with the same topics differ by at most one partition', () => {
  const group = ['x', 'y', 'z'].map((memberId) => ({ memberId, topics: ['a', 'b'] }));
  const assignment = assignPartitions(group, () => [0, 1, 2, 3, 4]);
  const loads = Object.values(assignment).map((own) => Object.values(own).flat().length);
  expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
});
