import { writeUtf8 } from '../../pattern/utf8.ts';

/** Memory for one text at a time, as UTF-8. */
export interface TextBuffer {
  /** Overwrites what was written before; the length in bytes. */
  write(text: string): number;
  /** Begins with the text that was written last. Another array after a longer text. */
  readonly bytes: Uint8Array;
}

export function createTextBuffer(): TextBuffer {
  let bytes = new Uint8Array(1024);
  return {
    write: (text) => {
      if (bytes.length < text.length * 3) bytes = new Uint8Array(text.length * 6);
      return writeUtf8(text, bytes);
    },
    get bytes() {
      return bytes;
    },
  };
}
