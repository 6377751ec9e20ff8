import { randomUUID } from 'node:crypto';
import { topicNames } from '@sluice/contracts';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { detectionAt } from './testing/messages.ts';
import { dataOf } from './testing/operations.ts';
import { newDatabase, startTestApi, type TestApi } from './testing/start-test-api.ts';
import { sendRecords } from './testing/topic-records.ts';

// Two replicas on one database and one Kafka. Jobs, syncs, metrics and logins of two are tested where they are.

let replicas: readonly TestApi[];
beforeAll(async () => {
  const same = { databaseUrl: await newDatabase(), prefix: `t${randomUUID().slice(0, 8)}` };
  replicas = [await startTestApi({}, same), await startTestApi({}, same)];
});
afterAll(async () => {
  for (const replica of replicas) await replica.stop();
});

/** What a replica tells, message by message. */
function listen<T>({ url, token }: TestApi, query: string): T[] {
  const socket = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
  });
  onTestFinished(async () => {
    await socket.dispose();
  });
  const heard: T[] = [];
  socket.subscribe<T>(
    { query },
    {
      next: ({ data }) => {
        if (data !== null && data !== undefined) heard.push(data);
      },
      error: () => undefined,
      complete: () => undefined,
    },
  );
  return heard;
}

it('both tell of each detection, once, and it is kept once', async () => {
  type Heard = { readonly detections: readonly { readonly id: string }[] };
  const [first, second] = replicas.map((replica) =>
    listen<Heard>(replica, 'subscription { detections { id } }'),
  ) as [Heard[], Heard[]];
  const { detections: topic } = topicNames(replicas[0]!.prefix);
  const send = async (offset: number): Promise<string> => {
    const detection = detectionAt(offset, { matchedAt: new Date().toISOString() });
    await sendRecords([{ topic, key: detection.id, value: JSON.stringify(detection) }]);
    return detection.id;
  };
  const sent: string[] = [];
  await vi.waitFor(
    async () => {
      sent.push(await send(sent.length));
      // Both sockets are open.
      expect(Math.min(first.length, second.length)).toBeGreaterThan(0);
    },
    { timeout: 20_000, interval: 500 },
  );
  const fresh = [await send(100), await send(101), await send(102)];
  for (const heard of [first, second]) {
    const told = (): string[] =>
      heard.flatMap(({ detections }) => detections.map(({ id }) => id)).filter((id) => fresh.includes(id));
    await vi.waitFor(() => {
      expect(told()).toContain(fresh[2]);
    }, 20_000);
    expect(told().sort()).toEqual([...fresh].sort());
  }
  for (const replica of replicas) {
    const answer = await replica.run('{ detections(first: 200) { edges { node { id } } } }');
    const { detections } = dataOf<{ detections: { edges: { node: { id: string } }[] } }>(answer);
    expect(detections.edges.map(({ node }) => node.id).sort()).toEqual([...sent, ...fresh].sort());
  }
});
