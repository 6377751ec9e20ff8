import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { readAttackCatalogue, type AttackCatalogue } from '@sluice/sigma/attack';
import { AppError } from '../../app-error.ts';
import { jsonElements, JsonShapeError } from './json-elements.ts';

/** A bundle of ATT&CK, as far as it is kept. */
export interface AttackBundle {
  readonly catalogue: AttackCatalogue;
  /** Such as `enterprise-attack`; null where no matrix says so. */
  readonly domain: string | null;
  /** MITRE's name of the collection; null where the bundle has none. */
  readonly name: string | null;
  /** Of ATT&CK, such as `17.1`; null where the bundle does not say. */
  readonly version: string | null;
  /** When the newest of its objects was changed; null where none says. */
  readonly modifiedAt: Date | null;
  /** SHA-256 of the bundle as it was unpacked, hexadecimal. */
  readonly hash: string;
}

/** All of enterprise ATT&CK has about 45 MB. */
export const MAX_BUNDLE_BYTES = 100 * 1024 * 1024;
/** All of enterprise ATT&CK has about 25,000. */
const MAX_OBJECTS = 200_000;
const MAX_OBJECT_BYTES = 1024 * 1024;
const MAX_TEXT = 200;
/** Other requests get their turn after so much. */
const BYTES_PER_TURN = 2 * 1024 * 1024;
const READ_TYPES: readonly unknown[] = [
  ...['attack-pattern', 'x-mitre-tactic', 'x-mitre-matrix', 'x-mitre-collection'],
];

type StixObject = Readonly<Record<string, unknown>>;

const refuse = (reason: string, cause?: unknown): AppError =>
  new AppError('BAD_USER_INPUT', `The bundle of ATT&CK can't be read: ${reason}.`, {}, { cause });

const unpack = promisify(gunzip);

/**
 * Reads a STIX 2.1 bundle as MITRE publishes it, plain or gzip, one object after the other; other work goes on meanwhile.
 * Throws BAD_USER_INPUT where it is none, has no technique, or is too large.
 */
export async function readStixBundle(packed: Buffer): Promise<AttackBundle> {
  const bytes = await unpacked(packed);
  const objects = await readObjects(bytes);
  const read = readAttackCatalogue({ type: 'bundle', objects });
  if (!read.ok) throw refuse(read.diagnostics[0]?.message ?? 'nothing in it is of use');
  const collection = objects.find(({ type }) => type === 'x-mitre-collection');
  return {
    catalogue: read.value,
    domain: domainOf(objects),
    name: shortText(collection?.['name']),
    version: shortText(collection?.['x_mitre_version']),
    modifiedAt: newest(objects),
    hash: createHash('sha256').update(bytes).digest('hex'),
  };
}

async function unpacked(bytes: Buffer): Promise<Buffer> {
  if (bytes.length > MAX_BUNDLE_BYTES) throw refuse(`it has more than ${MAX_BUNDLE_BYTES} bytes`);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await unpack(bytes, { maxOutputLength: MAX_BUNDLE_BYTES });
  } catch (error) {
    throw refuse(`it can't be unpacked, or has more than ${MAX_BUNDLE_BYTES} bytes`, error);
  }
}

/** The objects that are of use; the others are not kept. */
async function readObjects(bytes: Buffer): Promise<StixObject[]> {
  const kept: StixObject[] = [];
  let count = 0;
  let due = BYTES_PER_TURN;
  try {
    for (const { start, end } of jsonElements(bytes, 'objects')) {
      count += 1;
      if (count > MAX_OBJECTS) throw new JsonShapeError(`it has more than ${MAX_OBJECTS} objects`);
      if (end - start > MAX_OBJECT_BYTES)
        throw new JsonShapeError(`the object at byte ${start} has more than ${MAX_OBJECT_BYTES} bytes`);
      const object: unknown = JSON.parse(bytes.toString('utf8', start, end));
      if (isStixObject(object) && isOfUse(object)) kept.push(object);
      if (end < due) continue;
      due = end + BYTES_PER_TURN;
      await nextTurn();
    }
  } catch (error) {
    if (error instanceof JsonShapeError || error instanceof SyntaxError) throw refuse(error.message, error);
    throw error;
  }
  return kept;
}

function isStixObject(value: unknown): value is StixObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOfUse({ type, relationship_type }: StixObject): boolean {
  return READ_TYPES.includes(type) || (type === 'relationship' && relationship_type === 'revoked-by');
}

function domainOf(objects: readonly StixObject[]): string | null {
  const matrix = objects.find(({ type }) => type === 'x-mitre-matrix');
  const references = matrix?.['external_references'];
  if (!Array.isArray(references)) return null;
  const ids = references.filter(isStixObject).map(({ external_id }) => external_id);
  const id = ids.find((each) => typeof each === 'string' && /^(enterprise|mobile|ics)-attack$/.test(each));
  return typeof id === 'string' ? id : null;
}

function shortText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= MAX_TEXT && !value.includes('\0')
    ? value.toWellFormed()
    : null;
}

function newest(objects: readonly StixObject[]): Date | null {
  const times = objects.map(({ modified }) => (typeof modified === 'string' ? Date.parse(modified) : NaN));
  const newestMs = times.reduce((max, ms) => (ms > max ? ms : max), -Infinity);
  return Number.isFinite(newestMs) ? new Date(newestMs) : null;
}
