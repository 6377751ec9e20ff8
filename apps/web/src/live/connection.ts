/**
 * What is known about the live connection, from socket events and arrived ticks alone.
 * All times are this browser's clock, in epoch milliseconds, so that a server's clock can't make old data look fresh.
 */
export interface ConnectionState {
  readonly socket: 'idle' | 'connecting' | 'connected' | 'closed';
  /** When the current loss of connection began; null while connected or never tried. */
  readonly lostAt: number | null;
  readonly connectedAt: number | null;
  readonly lastTickAt: number | null;
  /** False where the browser itself says that it has no network. */
  readonly hasNetwork: boolean;
}

export type ConnectionEvent =
  | { readonly type: 'connecting' }
  | { readonly type: 'connected' }
  | { readonly type: 'closed' }
  /** Ended on purpose, by leaving or logging out: no loss. */
  | { readonly type: 'stopped' }
  | { readonly type: 'tick' }
  | { readonly type: 'network'; readonly isUp: boolean };

export type ConnectionChip =
  | { readonly kind: 'CONNECTING' }
  | { readonly kind: 'LIVE' }
  | { readonly kind: 'RECONNECTING'; readonly seconds: number }
  | { readonly kind: 'STALE'; readonly since: number }
  | { readonly kind: 'OFFLINE'; readonly since: number | null };

/** Ticks come once a second; five missing are no hiccup. */
export const staleAfterMs = 5_000;
/** After this long without a connection the chip stops sounding hopeful; the attempts go on. */
export const offlineAfterMs = 60_000;

export const initialConnection: ConnectionState = {
  socket: 'idle',
  lostAt: null,
  connectedAt: null,
  lastTickAt: null,
  hasNetwork: true,
};

export function reduceConnection(
  state: ConnectionState,
  event: ConnectionEvent,
  now: number,
): ConnectionState {
  switch (event.type) {
    case 'connecting':
      return { ...state, socket: 'connecting', lostAt: state.lostAt ?? now };
    case 'connected':
      return { ...state, socket: 'connected', lostAt: null, connectedAt: now };
    case 'stopped':
      return { ...initialConnection, hasNetwork: state.hasNetwork };
    case 'closed':
      if (state.socket === 'idle') return state;
      return { ...state, socket: 'closed', lostAt: state.lostAt ?? now };
    case 'tick':
      return { ...state, lastTickAt: now };
    case 'network':
      return { ...state, hasNetwork: event.isUp };
  }
}

export function chipOf(state: ConnectionState, now: number): ConnectionChip {
  if (!state.hasNetwork) return { kind: 'OFFLINE', since: state.lastTickAt };
  if (state.socket !== 'connected') {
    const lostForMs = now - (state.lostAt ?? now);
    if (lostForMs >= offlineAfterMs) return { kind: 'OFFLINE', since: state.lastTickAt };
    if (state.connectedAt === null && lostForMs < staleAfterMs) return { kind: 'CONNECTING' };
    return { kind: 'RECONNECTING', seconds: Math.max(0, Math.floor(lostForMs / 1000)) };
  }
  const connectedAt = state.connectedAt ?? now;
  const lastSignOfLife = Math.max(connectedAt, state.lastTickAt ?? 0);
  if (now - lastSignOfLife > staleAfterMs) return { kind: 'STALE', since: state.lastTickAt ?? connectedAt };
  return state.lastTickAt !== null && state.lastTickAt >= connectedAt
    ? { kind: 'LIVE' }
    : { kind: 'CONNECTING' };
}
