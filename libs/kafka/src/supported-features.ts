const METADATA_VERSION = 'metadata.version';
/** Tag of the features that a broker supports, in the answer to ApiVersions from version 3 on (KIP-584). */
const SUPPORTED_FEATURES = 0;

/** Reads an answer from its begin to its end; fails behind the end. */
function readerOf(payload: Buffer) {
  let at = 0;
  const reader = {
    skip(bytes: number): void {
      at += bytes;
      if (at > payload.length) throw new RangeError('the answer ends too soon');
    },
    int16(): number {
      at += 2;
      return payload.readInt16BE(at - 2);
    },
    /** Unsigned, seven bits a byte, the lowest first. */
    varint(): number {
      let value = 0;
      for (let shift = 0; shift < 32; shift += 7) {
        const byte = payload.readUInt8(at);
        at += 1;
        value += (byte & 0x7f) * 2 ** shift;
        if (byte < 0x80) return value;
      }
      throw new RangeError('a number has too many bytes');
    },
    text(): string {
      const from = at;
      const bytes = reader.varint() - 1;
      const begin = at;
      if (bytes < 0) throw new RangeError(`there is no text at byte ${from}`);
      reader.skip(bytes);
      return payload.toString('utf8', begin, at);
    },
    /** Each with its tag and its length. */
    tagged(read: (tag: number, bytes: number) => void): void {
      for (let left = reader.varint(); left > 0; left -= 1) read(reader.varint(), reader.varint());
    },
    passOver(): void {
      reader.tagged((_tag, bytes) => {
        reader.skip(bytes);
      });
    },
  };
  return reader;
}

/**
 * The highest `metadata.version` that a broker supports, by its answer to ApiVersions version 3; undefined where it tells none, or
 * does not know that version of the question.
 */
export function supportedMetadataVersion(payload: Buffer): number | undefined {
  const answer = readerOf(payload);
  if (answer.int16() !== 0) return undefined;
  for (let left = answer.varint() - 1; left > 0; left -= 1) {
    // A request's key, and the first and last version of it.
    answer.skip(6);
    answer.passOver();
  }
  // How long the broker throttles.
  answer.skip(4);
  let level: number | undefined;
  answer.tagged((tag, bytes) => {
    if (tag !== SUPPORTED_FEATURES) {
      answer.skip(bytes);
      return;
    }
    for (let left = answer.varint() - 1; left > 0; left -= 1) {
      const name = answer.text();
      answer.skip(2);
      const last = answer.int16();
      answer.passOver();
      if (name === METADATA_VERSION) level = last;
    }
  });
  return level;
}
