import { expect, test } from 'vitest';
import { readPaxRecords, readTarHeader } from './tar-header.ts';

interface Fields {
  readonly name?: string;
  readonly prefix?: string;
  /** As it stands in the header. */
  readonly size?: string | Uint8Array;
  readonly flag?: string;
  readonly magic?: string;
}

function header({ name = 'a.yml', prefix = '', size = '17', flag = '0', magic = 'ustar\u000000' }: Fields) {
  const block = Buffer.alloc(512);
  block.write(name, 0);
  block.set(typeof size === 'string' ? Buffer.from(size) : size, 124);
  block.write(flag, 156);
  block.write(magic, 257);
  block.write(prefix, 345);
  block.fill(' ', 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148);
  return block;
}

test.each<readonly [what: string, fields: Fields, read: object]>([
  ['a file', {}, { name: 'a.yml', size: 0o17, type: '0' }],
  ['a file of the oldest form', { flag: '\0', magic: '' }, { name: 'a.yml', size: 0o17, type: '0' }],
  ['a name in two parts', { prefix: 'x/y' }, { name: 'x/y/a.yml', size: 0o17, type: '0' }],
  [
    'no second part in other formats',
    { prefix: 'x', magic: 'ustar  \0' },
    { name: 'a.yml', size: 15, type: '0' },
  ],
  ['a name of all hundred bytes', { name: 'é'.repeat(50) }, { name: 'é'.repeat(50), size: 15, type: '0' }],
  ['a size between blanks', { size: '  17 \0' }, { name: 'a.yml', size: 15, type: '0' }],
  [
    'a size as a number',
    { size: Buffer.from([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2]) },
    { name: 'a.yml', size: 65_538, type: '0' },
  ],
  ['a folder, without contents', { flag: '5' }, { name: 'a.yml', size: 0, type: '5' }],
])('a header tells of %s', (_, fields, read) => {
  expect(readTarHeader(header(fields))).toEqual(read);
});

test('an empty block is the end', () => {
  expect(readTarHeader(Buffer.alloc(512))).toBeUndefined();
});

test.each<readonly [what: string, block: Buffer]>([
  ['a checksum that is wrong', Buffer.concat([Buffer.from('b'), header({}).subarray(1)])],
  ['a size that is no number', header({ size: '1x' })],
  ['a size below nought', header({ size: '-7' })],
  ['anything else', Buffer.alloc(512, 'x')],
])('a header is refused for %s', (_, block) => {
  expect(() => readTarHeader(block)).toThrow();
});

test('attributes tell of long names and large sizes, whatever else stands beside them', () => {
  const records = Buffer.from('20 mtime=1700000000\n17 path=é\n=.yml\n11 size=17\n12 comment=\n');
  expect(readPaxRecords(records)).toEqual({ name: 'é\n=.yml', size: 17 });
});

test.each([
  'path=a.yml\n',
  '0 path=a\n',
  '5 path=a\n',
  '-9 path=a\n',
  '9 size=x\n',
  '99999999999999999999 path=a\n',
])('damaged attributes are refused: %j', (text) => {
  expect(() => readPaxRecords(Buffer.from(text))).toThrow();
});
