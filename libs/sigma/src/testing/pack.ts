/** Shortest copy of the format, and the farthest that it reaches back. */
const minCopy = 4;
const maxDistance = 65_535;

interface Copy {
  readonly length: number;
  readonly distance: number;
}

/**
 * Packs bytes as a block of LZ4 ("LZ4 Block Format Description"), always with the longest copy there is: slow, and meant for
 * some kilobytes. Copies go on to the end, which only decoders that write eight bytes at a time mind.
 */
export function pack(bytes: Uint8Array): Uint8Array {
  const packed: number[] = [];
  const placesOf = new Map<string, number[]>();
  let literalsFrom = 0;
  let at = 0;
  while (at < bytes.length) {
    const copy = longestCopy(bytes, at, placesOf.get(keyAt(bytes, at)) ?? []);
    const end = at + (copy?.length ?? 1);
    if (copy !== undefined) {
      putSequence(packed, bytes.subarray(literalsFrom, at), copy);
      literalsFrom = end;
    }
    for (; at < end; at += 1) {
      const places = placesOf.get(keyAt(bytes, at)) ?? [];
      placesOf.set(keyAt(bytes, at), places);
      places.push(at);
    }
  }
  putSequence(packed, bytes.subarray(literalsFrom), undefined);
  return Uint8Array.from(packed);
}

function keyAt(bytes: Uint8Array, at: number): string {
  return bytes.subarray(at, at + minCopy).join();
}

/** The longest that begins at one of the places; of these the nearest. */
function longestCopy(bytes: Uint8Array, at: number, places: readonly number[]): Copy | undefined {
  let best: Copy | undefined;
  for (const place of places) {
    let length = 0;
    while (at + length < bytes.length && bytes[place + length] === bytes[at + length]) length += 1;
    const distance = at - place;
    if (length >= Math.max(minCopy, best?.length ?? 0) && distance <= maxDistance)
      best = { length, distance };
  }
  return best;
}

function putSequence(packed: number[], literals: Uint8Array, copy: Copy | undefined): void {
  const extra = copy === undefined ? 0 : copy.length - minCopy;
  packed.push((Math.min(15, literals.length) << 4) | Math.min(15, extra));
  putLength(packed, literals.length);
  packed.push(...literals);
  if (copy === undefined) return;
  packed.push(copy.distance & 255, copy.distance >> 8);
  putLength(packed, extra);
}

/** What of a length is beyond the 15 that the token holds. */
function putLength(packed: number[], length: number): void {
  if (length < 15) return;
  let left = length - 15;
  for (; left >= 255; left -= 255) packed.push(255);
  packed.push(left);
}
