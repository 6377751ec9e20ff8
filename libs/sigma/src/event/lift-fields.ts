import type { Layer } from './sigma-event.ts';

/** A layer that is being filled. */
export type MutableLayer = Record<string, unknown>;

const own = { configurable: true, enumerable: true, writable: true };

/** Copies the fields of `source`, names without spaces; a field that is there already stays. */
export function liftFields(target: MutableLayer, source: Layer): void {
  for (const name of Object.keys(source)) {
    const bare = name.includes(' ') ? name.replaceAll(' ', '') : name;
    if (Object.hasOwn(target, bare)) continue;
    // Setting it would set the object's prototype.
    if (bare === '__proto__') Object.defineProperty(target, bare, { ...own, value: source[name] });
    else target[bare] = source[name];
  }
}
