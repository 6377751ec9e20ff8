import { describe, expect, it } from 'vitest';
import {
  chipOf,
  initialConnection,
  offlineAfterMs,
  reduceConnection,
  staleAfterMs,
  type ConnectionEvent,
} from './connection.ts';

type Step = readonly [at: number, event: ConnectionEvent];
const after = (...steps: readonly Step[]) =>
  steps.reduce((state, [at, event]) => reduceConnection(state, event, at), initialConnection);

const connecting: ConnectionEvent = { type: 'connecting' };
const connected: ConnectionEvent = { type: 'connected' };
const closed: ConnectionEvent = { type: 'closed' };
const tick: ConnectionEvent = { type: 'tick' };

describe('the connection chip', () => {
  it('is not Live before the first tick has arrived', () => {
    const state = after([0, connecting], [100, connected]);
    expect(chipOf(state, 200)).toEqual({ kind: 'CONNECTING' });
    expect(chipOf(reduceConnection(state, tick, 900), 1_000)).toEqual({ kind: 'LIVE' });
  });

  it('turns Stale when an open socket brings no ticks, and names the last one', () => {
    const state = after([0, connecting], [100, connected], [1_000, tick]);
    expect(chipOf(state, 1_000 + staleAfterMs)).toEqual({ kind: 'LIVE' });
    expect(chipOf(state, 1_001 + staleAfterMs)).toEqual({ kind: 'STALE', since: 1_000 });
  });

  it('turns Stale when an open socket never brought a tick', () => {
    const state = after([0, connecting], [100, connected]);
    expect(chipOf(state, 101 + staleAfterMs)).toEqual({ kind: 'STALE', since: 100 });
  });

  it('counts the seconds of a loss over several attempts', () => {
    const state = after(
      [0, connecting],
      [100, connected],
      [1_000, tick],
      [2_000, closed],
      [3_000, connecting],
      [3_500, closed],
    );
    expect(chipOf(state, 14_900)).toEqual({ kind: 'RECONNECTING', seconds: 12 });
  });

  it('says Offline after a minute without a connection, with the time of the last data', () => {
    const state = after([0, connecting], [100, connected], [1_000, tick], [2_000, closed]);
    expect(chipOf(state, 2_000 + offlineAfterMs)).toEqual({ kind: 'OFFLINE', since: 1_000 });
  });

  it('says Offline at once when the browser has no network, and recovers', () => {
    const state = after(
      [0, connecting],
      [100, connected],
      [1_000, tick],
      [1_100, { type: 'network', isUp: false }],
    );
    expect(chipOf(state, 1_200).kind).toBe('OFFLINE');
    expect(chipOf(reduceConnection(state, { type: 'network', isUp: true }, 1_300), 1_400).kind).toBe('LIVE');
  });

  it('takes a stop on purpose for no loss, also when the socket closes a little later', () => {
    const state = after(
      [0, connecting],
      [100, connected],
      [1_000, { type: 'stopped' }],
      [1_010, closed],
      [9_000, connecting],
    );
    expect(chipOf(state, 9_100)).toEqual({ kind: 'CONNECTING' });
  });

  it('does not count a tick of the connection before as a sign of life of this one', () => {
    const state = after(
      [0, connecting],
      [100, connected],
      [1_000, tick],
      [1_100, closed],
      [2_000, connected],
    );
    expect(chipOf(state, 2_100)).toEqual({ kind: 'CONNECTING' });
  });
});
