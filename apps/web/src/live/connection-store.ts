import {
  initialConnection,
  reduceConnection,
  type ConnectionEvent,
  type ConnectionState,
} from './connection.ts';

export interface ConnectionStore {
  readonly dispatch: (event: ConnectionEvent) => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly get: () => ConnectionState;
}

export function createConnectionStore(now: () => number): ConnectionStore {
  let state = initialConnection;
  const listeners = new Set<() => void>();
  return {
    dispatch: (event) => {
      state = reduceConnection(state, event, now());
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    get: () => state,
  };
}
