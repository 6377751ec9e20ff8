/** The person or the system asked the command to end. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

export interface StopSignal {
  /** Aborted, with a {@link StoppedError}, by the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** Leaves the signals to whoever comes next. */
  release(): void;
}

/** Takes over SIGINT and SIGTERM, so that the command can put away what it has started. */
export function takeStopSignal(): StopSignal {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals): void => {
    controller.abort(new StoppedError(`stopped by ${name}`));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return {
    signal: controller.signal,
    release: () => void process.off('SIGINT', stop).off('SIGTERM', stop),
  };
}

/** Waits for `work`, but no longer than until the signal; throws what the signal was aborted with. */
export async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => {
    reject(signal.reason as Error);
  };
  signal.addEventListener('abort', onAbort);
  try {
    signal.throwIfAborted();
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    // Where the signal won, nobody waits for the work any more.
    work.catch(() => undefined);
  }
}

/** Waits; throws what the signal was aborted with. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  return unlessAborted(signal, promise).finally(() => {
    clearTimeout(timer);
  });
}
