/** Takes the bytes of a stream in portions of the size asked for. */
export interface ByteReader {
  /** The next `count` bytes as a view of the stream's own, if they are in hand in one piece: spares what waiting takes. */
  takeInHand(count: number): Buffer | undefined;
  /** The next `count` bytes, where they lie in one piece a view of the stream's own; undefined if fewer are left. */
  take(count: number): Promise<Buffer | undefined>;
  /** Passes over `count` bytes without keeping them; false if fewer are left. */
  skip(count: number): Promise<boolean>;
}

/** Reads from a stream of chunks, none of which is kept once it is passed. */
export function createByteReader(chunks: AsyncIterator<Buffer>): ByteReader {
  let chunk: Buffer = Buffer.alloc(0);
  let at = 0;

  const advance = async (): Promise<boolean> => {
    const next = await chunks.next();
    if (next.done === true) return false;
    chunk = next.value;
    at = 0;
    return true;
  };

  return {
    takeInHand: (count) => {
      if (at + count > chunk.length) return undefined;
      at += count;
      return chunk.subarray(at - count, at);
    },
    take: async (count) => {
      const parts: Buffer[] = [];
      let missing = count;
      for (;;) {
        const part = chunk.subarray(at, at + missing);
        at += part.length;
        missing -= part.length;
        if (missing === 0 && parts.length === 0) return part;
        parts.push(part);
        if (missing === 0) return Buffer.concat(parts);
        if (!(await advance())) return undefined;
      }
    },
    skip: async (count) => {
      let missing = count;
      for (;;) {
        const passed = Math.min(missing, chunk.length - at);
        at += passed;
        missing -= passed;
        if (missing === 0) return true;
        if (!(await advance())) return false;
      }
    },
  };
}
