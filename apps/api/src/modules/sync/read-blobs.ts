/** What is in a file; undefined where it is longer than was asked for, or the host did not send it. */
export type GitBlob = Buffer | undefined;

export interface BlobReader {
  /** Takes the next part of what `git cat-file --batch` says. Throws where it is something else. */
  push(chunk: Buffer): void;
  /** Blobs so far. */
  count(): number;
}

const LINE_END = 0x0a;
const MAX_LINE_BYTES = 1_000;

/**
 * Reads the answer of `git cat-file --batch`: a line `<id> blob <bytes>` and the bytes for each object, or `<id> missing`. What is
 * longer than `maxBytes` is passed over and not kept.
 */
export function createBlobReader(
  maxBytes: number,
  onBlob: (index: number, blob: GitBlob) => void,
): BlobReader {
  let line: Buffer = Buffer.alloc(0);
  let parts: Buffer[] | undefined = [];
  /** Of the blob and the line end after it; 0 between two of them. */
  let missing = 0;
  let index = 0;

  const done = (blob: GitBlob): void => {
    onBlob(index, blob);
    index += 1;
  };

  function takeLine(chunk: Buffer): number {
    const end = chunk.indexOf(LINE_END);
    line = Buffer.concat([line, end < 0 ? chunk : chunk.subarray(0, end)]);
    if (line.length > MAX_LINE_BYTES) throw new Error('git cat-file answered with a line that is too long');
    if (end < 0) return chunk.length;
    const text = line.toString('utf8');
    line = Buffer.alloc(0);
    const size = /^[0-9a-f]{40,64} blob (\d{1,12})$/.exec(text)?.[1];
    if (size !== undefined) {
      missing = Number(size) + 1;
      parts = Number(size) > maxBytes ? undefined : [];
    } else if (/ missing$/.test(text)) done(undefined);
    else throw new Error('git cat-file answered with what is no blob');
    return end + 1;
  }

  function takeBytes(chunk: Buffer): number {
    const taken = Math.min(missing, chunk.length);
    parts?.push(chunk.subarray(0, taken));
    missing -= taken;
    if (missing === 0) done(parts === undefined ? undefined : Buffer.concat(parts).subarray(0, -1));
    return taken;
  }

  return {
    push(chunk) {
      for (let at = 0; at < chunk.length;)
        at += missing > 0 ? takeBytes(chunk.subarray(at)) : takeLine(chunk.subarray(at));
    },
    count: () => index,
  };
}
