import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** Where matches are written, no faster than they are taken. */
export interface Output {
  write(text: string): Promise<void>;
  /** Waits until everything is written. */
  close(): Promise<void>;
}

/** Opens a file for writing, or standard output. */
export function openOutput(path: string | undefined): Output {
  if (path === undefined)
    return { write: (text) => writeTo(process.stdout, text), close: () => Promise.resolve() };
  const file = createWriteStream(path);
  const done = finished(file);
  // Reported by close(); without a handler an early failure would count as unhandled.
  done.catch(() => undefined);
  return {
    write: (text) => Promise.race([writeTo(file, text), done]),
    close: async () => {
      file.end();
      await done;
    },
  };
}

async function writeTo(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}
