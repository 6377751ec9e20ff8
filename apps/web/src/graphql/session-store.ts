/** Whether the API still knows who we are. Set by the links, read by the shell. */
let isExpired = false;
const listeners = new Set<() => void>();

function set(value: boolean): void {
  if (value === isExpired) return;
  isExpired = value;
  for (const listener of listeners) listener();
}

export const sessionStore = {
  expire: () => {
    set(true);
  },
  renew: () => {
    set(false);
  },
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  isExpired: () => isExpired,
};
