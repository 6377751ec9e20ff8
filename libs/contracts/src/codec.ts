import type { z } from 'zod';

/** A message that does not have the shape it should have, with the place where it differs. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
}

/** Text of a message → typed message. Unknown fields are ignored. Throws {@link ContractError}. */
export function decodeMessage<S extends z.ZodType>(schema: S, text: string): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ContractError('the message is not JSON', { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ContractError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'has another shape'}`);
}

/** Typed message → text. Takes what the schema takes, so that a writer can't leave a field out. */
export function encodeMessage<S extends z.ZodType>(_schema: S, message: z.input<S>): string {
  return JSON.stringify(message);
}
