import { Session } from 'node:inspector/promises';
import type { Profiler } from 'node:inspector/promises';
import { writeFileSync } from 'node:fs';
import type { SelfTime } from './measure-job.ts';

/** Time between two samples. */
const samplingMicroseconds = 250;
const hottestCount = 25;

/** Runs `work` under V8's sampling profiler, writes the profile for a viewer, and answers the hottest functions. */
export async function profile(path: string, work: () => void): Promise<readonly SelfTime[]> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: samplingMicroseconds });
    await session.post('Profiler.start');
    work();
    const answer = await session.post('Profiler.stop');
    writeFileSync(path, JSON.stringify(answer.profile));
    return hottestOf(answer.profile);
  } finally {
    session.disconnect();
  }
}

/** Functions by their own samples, the most first; calls of one function from several places count together. */
export function hottestOf({ nodes }: Pick<Profiler.Profile, 'nodes'>): readonly SelfTime[] {
  const hits = new Map<string, { name: string; place: string; count: number }>();
  let total = 0;
  for (const { callFrame, hitCount = 0 } of nodes) {
    const { functionName, url, lineNumber } = callFrame;
    const name = functionName === '' ? '(anonymous)' : functionName;
    const file = url.split('/').slice(-2).join('/');
    const place = file === '' ? '' : `${file}:${lineNumber + 1}`;
    const entry = hits.get(`${name} ${place}`) ?? { name, place, count: 0 };
    entry.count += hitCount;
    total += hitCount;
    hits.set(`${name} ${place}`, entry);
  }
  return [...hits.values()]
    .sort((left, right) => right.count - left.count)
    .slice(0, hottestCount)
    .map(({ name, place, count }) => ({ name, place, share: total === 0 ? 0 : count / total }));
}
