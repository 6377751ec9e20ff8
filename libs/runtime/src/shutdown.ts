import type { Logger } from './logger.ts';

const GRACE_MS = 25_000;

export interface Shutdown {
  /** Adds a step; steps run last in, first out. */
  add(name: string, step: () => Promise<void> | void): void;
  /** Runs all steps once, then ends the process. */
  run(reason: string, exitCode?: number): Promise<void>;
}

/**
 * Ends the process in order on SIGINT, SIGTERM and on a crash. A step that fails does not keep the others from
 * running; a shutdown that takes longer than 25 s is cut off with exit code 1.
 */
export function trapShutdown(log: Logger): Shutdown {
  const steps: { name: string; step: () => Promise<void> | void }[] = [];
  let running: Promise<void> | undefined;

  async function runSteps(reason: string, exitCode: number): Promise<void> {
    log.info({ reason }, 'shutting down');
    setTimeout(() => {
      log.fatal('shutdown took too long');
      process.exit(1);
    }, GRACE_MS).unref();
    let code = exitCode;
    for (const { name, step } of steps.reverse()) {
      try {
        await step();
      } catch (error) {
        log.error({ err: error, step: name }, 'shutdown step failed');
        code = 1;
      }
    }
    log.info('stopped');
    process.exit(code);
  }

  function run(reason: string, exitCode = 0): Promise<void> {
    running ??= runSteps(reason, exitCode);
    return running;
  }

  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void run(signal));
  const crash = (error: unknown): void => {
    log.fatal({ err: error }, 'crashed');
    void run('crash', 1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  return { add: (name, step) => steps.push({ name, step }), run };
}
