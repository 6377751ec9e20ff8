import type { MadeRule } from './make-rules.ts';

const blockBytes = 512;

/** The files as a tar archive in the ustar format (POSIX.1-2001, pax), below one top folder as archives of forges are. */
export function* printTar(files: Iterable<MadeRule>, topFolder: string): Generator<Buffer> {
  for (const { path, text } of files) {
    const content = Buffer.from(text);
    yield header(`${topFolder}/${path}`, content.length);
    yield content;
    yield Buffer.alloc((blockBytes - (content.length % blockBytes)) % blockBytes);
  }
  yield Buffer.alloc(2 * blockBytes);
}

function header(path: string, bytes: number): Buffer {
  const block = Buffer.alloc(blockBytes);
  const octal = (value: number, width: number): string => value.toString(8).padStart(width - 1, '0');
  block.write(path, 0, 100, 'utf8');
  block.write(octal(0o644, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(bytes, 12), 124);
  block.write(octal(0, 12), 136);
  block.write(' '.repeat(8), 148);
  block.write('0', 156);
  block.write('ustar\u000000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 7)}\u0000 `, 148);
  return block;
}
