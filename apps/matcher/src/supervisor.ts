import type { CompiledPipeline } from './compiled-pipeline.ts';
import { startFailure, type PipelineRunner, type RunnerState } from './pipeline-runner.ts';

export interface SupervisedPipeline extends RunnerState {
  readonly pipeline: CompiledPipeline;
}

export interface Supervisor {
  /**
   * Brings what runs in line with `pipelines`. Calls queue; the newest wins. Resolves with true when it is in force,
   * with false where a newer one has taken its place.
   */
  apply(pipelines: ReadonlyMap<string, CompiledPipeline>): Promise<boolean>;
  /** Tries again to start what could not be started. */
  retry(): Promise<void>;
  states(): readonly SupervisedPipeline[];
  stop(): Promise<void>;
}

interface Entry {
  pipeline: CompiledPipeline;
  runner?: PipelineRunner;
  failure?: string;
}

/** A change of these needs a new consumer; everything else is swapped between two batches. */
function needsNewConsumer(a: CompiledPipeline, b: CompiledPipeline): boolean {
  return a.message.sourceTopics.join(' ') !== b.message.sourceTopics.join(' ');
}

/** Keeps one runner for each enabled pipeline. A pipeline that fails to start stands in nobody's way. */
export function createSupervisor(
  start: (pipeline: CompiledPipeline) => Promise<PipelineRunner>,
  onChange: () => void,
): Supervisor {
  const entries = new Map<string, Entry>();
  let queue = Promise.resolve();
  let newest: ReadonlyMap<string, CompiledPipeline> = new Map();

  async function begin(entry: Entry): Promise<void> {
    try {
      entry.runner = await start(entry.pipeline);
      delete entry.failure;
    } catch (error) {
      entry.failure = startFailure(error);
    }
    onChange();
  }

  async function end(id: string, entry: Entry): Promise<void> {
    await entry.runner?.stop();
    entries.delete(id);
    onChange();
  }

  async function restart(entry: Entry, pipeline: CompiledPipeline): Promise<void> {
    await entry.runner?.stop();
    delete entry.runner;
    entry.pipeline = pipeline;
    await begin(entry);
  }

  async function applyOne(id: string, pipeline: CompiledPipeline): Promise<void> {
    const entry = entries.get(id);
    if (entry === undefined) {
      const created: Entry = { pipeline };
      entries.set(id, created);
      await begin(created);
    } else if (entry.runner === undefined || needsNewConsumer(entry.pipeline, pipeline)) {
      await restart(entry, pipeline);
    }
  }

  function swapAll(pipelines: ReadonlyMap<string, CompiledPipeline>): void {
    for (const [id, pipeline] of pipelines) {
      const entry = entries.get(id);
      if (entry?.runner === undefined || needsNewConsumer(entry.pipeline, pipeline)) continue;
      entry.pipeline = pipeline;
      entry.runner.swap(pipeline);
    }
  }

  /** Work that fails rejects for its caller and stops nothing that comes after. */
  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const done = queue.then(work);
    queue = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  return {
    apply(pipelines) {
      // What needs no new consumer is live at once, whatever the queue is busy with.
      newest = pipelines;
      swapAll(pipelines);
      return enqueue(async () => {
        // A newer configuration waits already: it does this work, and older rules never come back.
        if (newest !== pipelines) return false;
        const gone = [...entries].filter(([id]) => !pipelines.has(id));
        await Promise.all([
          ...gone.map(([id, entry]) => end(id, entry)),
          ...[...pipelines].map(([id, pipeline]) => applyOne(id, pipeline)),
        ]);
        swapAll(newest);
        return newest === pipelines;
      });
    },
    retry: () =>
      enqueue(async () => {
        const failed = [...entries.values()].filter(({ runner }) => runner === undefined);
        await Promise.all(failed.map(begin));
      }),
    states: () =>
      [...entries.values()].map(({ pipeline, runner, failure }) => {
        if (runner !== undefined) return { pipeline: runner.current(), ...runner.state() };
        if (failure !== undefined) return { pipeline, state: 'FAILED', reason: failure, partitions: [] };
        return { pipeline, state: 'STARTING', partitions: [] };
      }),
    stop: () =>
      enqueue(async () => {
        await Promise.all([...entries].map(([id, entry]) => end(id, entry)));
      }),
  };
}
