// Compiles the byte engine of libs/sigma from AssemblyScript and writes it as a module that any bundler takes.
// With --check it only tells whether the written module is what the sources give.
import { Buffer } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';

import asc from 'assemblyscript/asc';

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
const packed = deflateRawSync(wasm, { level: 9, memLevel: 9 });
if (!wasm.equals(unpack(packed))) throw new Error('unpack.ts does not give back what was packed');
const base64 = packed.toString('base64');
const lines = base64.match(/.{1,110}/g).map((line) => `  '${line}'`);
const text = `// Made by scripts/build-kernel.mjs from libs/sigma/kernel. Do not edit.\n\n/** The byte engine as WebAssembly, packed, in base64. */\nexport const kernelBytes =\n${lines.join(' +\n')};\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') === text) process.exit(0);
  console.error('libs/sigma/src/engine/kernel/generated is not what libs/sigma/kernel gives.');
  console.error('Run node scripts/build-kernel.mjs and commit the result.');
  process.exit(1);
}
writeFileSync(target, text);
console.log(`${wasm.length} bytes of WebAssembly, ${base64.length} packed as text`);
