import type { z } from 'zod';

/** A kind of job: its name and the shape of its payload, which is checked when it is added and when it runs. */
export interface JobDefinition<S extends z.ZodType> {
  readonly name: string;
  readonly payload: S;
  /** It may take minutes, and waits only for others that may. */
  readonly isLong?: boolean;
}

/** A kind of job and what it does. Handlers are idempotent: a job may run twice. */
export interface JobImplementation {
  readonly name: string;
  readonly isLong: boolean;
  run(payload: unknown): Promise<void>;
}

export function defineJob<S extends z.ZodType>(definition: JobDefinition<S>): JobDefinition<S> {
  return definition;
}

export function implementJob<S extends z.ZodType>(
  { name, payload, isLong = false }: JobDefinition<S>,
  handler: (payload: z.output<S>) => Promise<void>,
): JobImplementation {
  return { name, isLong, run: (value) => handler(payload.parse(value)) };
}
