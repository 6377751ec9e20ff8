import { gzipSync } from 'node:zlib';

const BLOCK = 512;

function header(path: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const cut = path.length <= 100 ? -1 : path.indexOf('/', path.length - 101);
  block.write(cut < 0 ? path : path.slice(cut + 1), 0, 100, 'utf8');
  block.write(cut < 0 ? '' : path.slice(0, cut), 345, 155, 'utf8');
  block.write('0000644\0', 100);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('        0', 148);
  block.write('ustar\u000000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** A .tar.gz as GitHub makes them: all files below one folder. Paths in ASCII, of at most 255 characters (POSIX.1-1988 ustar). */
export function tarGz(files: ReadonlyMap<string, string>, top = 'repository-1a2b3c'): Buffer {
  const parts: Buffer[] = [];
  for (const [path, text] of files) {
    const bytes = Buffer.from(text);
    const padding = Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK);
    parts.push(header(`${top}/${path}`, bytes.length), bytes, padding);
  }
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]));
}
