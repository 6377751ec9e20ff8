// Compiles the byte engine of libs/sigma from AssemblyScript and writes it as a module that any bundler takes.
// With --check it only tells whether the written module is what the sources give.
import { Buffer } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import asc from 'assemblyscript/asc';

import { pack } from '../libs/sigma/src/engine/kernel/pack.ts';
import { unpack } from '../libs/sigma/src/engine/kernel/unpack.ts';
import { root } from './bootstrap.mjs';

const target = join(root, 'libs/sigma/src/engine/kernel/generated/kernel-bytes.ts');
const files = {};
const { error, stderr } = await asc.main(
  [
    'libs/sigma/kernel/index.ts',
    '-O3',
    '--converge',
    '--noAssert',
    ...['--runtime', 'stub', '--enable', 'simd', '--enable', 'bulk-memory'],
    ...['--outFile', 'kernel.wasm', '--baseDir', root],
  ],
  {
    writeFile: (name, contents) => {
      files[name] = contents;
    },
  },
);
if (error) {
  console.error(stderr.toString());
  console.error(error.message);
  process.exit(1);
}
const wasm = Buffer.from(files['kernel.wasm']);
const packed = pack(wasm);
if (!wasm.equals(unpack(packed, wasm.length)))
  throw new Error('unpack.ts does not give back what was packed');
const lines = packed.match(/.{1,110}/g).map((line) => `  "${line}"`);
const text = `// Made by scripts/build-kernel.mjs from libs/sigma/kernel. Do not edit.

/** Bytes of the byte engine as WebAssembly. */
export const kernelLength = ${wasm.length};
/** It, as pack.ts packs it. */
export const packedKernel =
${lines.join(' +\n')};
`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') === text) process.exit(0);
  console.error('libs/sigma/src/engine/kernel/generated is not what libs/sigma/kernel gives.');
  console.error('Run node scripts/build-kernel.mjs and commit the result.');
  process.exit(1);
}
writeFileSync(target, text);
console.log(`${wasm.length} bytes of WebAssembly, ${packed.length} packed as text`);
