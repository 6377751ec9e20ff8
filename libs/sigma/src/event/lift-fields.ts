import type { Layer } from './sigma-event.ts';

/** A layer that is being filled. */
export type MutableLayer = Record<string, unknown>;

/** Copies the fields of `source`, names without spaces; a field that is there already stays. */
export function liftFields(target: MutableLayer, source: Layer): void {
  for (const name of Object.keys(source)) {
    const bare = name.includes(' ') ? name.replaceAll(' ', '') : name;
    // An own field of this name would set the object's prototype.
    if (bare !== '__proto__' && !Object.hasOwn(target, bare)) target[bare] = source[name];
  }
}
