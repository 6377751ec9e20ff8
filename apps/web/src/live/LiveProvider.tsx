import { createContext, useContext, useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { chipOf, type ConnectionChip } from './connection.ts';
import type { ConnectionStore } from './connection-store.ts';
import type { LiveState, LiveStore } from './live-store.ts';

export interface LiveParts {
  readonly live: LiveStore;
  readonly connection: ConnectionStore;
  /** Begins the subscriptions; the returned function ends them. */
  readonly start: () => () => void;
}

const clockStepMs = 500;

const LiveContext = createContext<LiveParts | null>(null);

export function LiveProvider({
  parts,
  children,
}: {
  readonly parts: LiveParts;
  readonly children: ReactNode;
}) {
  useEffect(() => parts.start(), [parts]);
  return <LiveContext value={parts}>{children}</LiveContext>;
}

export function useLiveParts(): LiveParts {
  const parts = useContext(LiveContext);
  if (parts === null) throw new Error('useLiveParts needs a LiveProvider above it.');
  return parts;
}

export function useLive(): LiveState {
  const { live } = useLiveParts();
  return useSyncExternalStore(live.subscribe, live.get);
}

/** One clock for everything that ages on the screen, in steps of half a second. */
function subscribeToClock(listener: () => void): () => void {
  const timer = setInterval(listener, clockStepMs);
  return () => {
    clearInterval(timer);
  };
}
function readClock(): number {
  return Math.floor(Date.now() / clockStepMs) * clockStepMs;
}

export function useConnectionChip(): ConnectionChip {
  const { connection } = useLiveParts();
  const state = useSyncExternalStore(connection.subscribe, connection.get);
  const now = useSyncExternalStore(subscribeToClock, readClock);
  return chipOf(state, now);
}
