import { fieldForms, formMembers } from '../../event/field-forms.ts';
import type { FieldForm } from '../../event/field-forms.ts';
import type { FieldMapping, FieldPlace } from '../../event/field-mapping.ts';
import type { ByteSchema } from '../../event/shapes.ts';
import type { Kernel } from './kernel.ts';

/** What entries of a node are of, as in `libs/sigma/kernel/mapping.ts`. */
const ofField = 0;
const unusualBelow = 1;
const firstPart = 2;
/**
 * Numbers of a part: for the key as a whole and for its path, each for what stands there and for the members of objects in it.
 */
export const partStride = 8;
/** Number of a mapping that only the other door knows. */
const unknownMapping = 255;
/** Mappings are bits of two words; bit 0 stands for none. */
const mostMappings = 63;
/** First of the bits of a node's flags that mark schemas. */
const firstMark = 24;
const entryWords = 4;
const headBytes = 16;

/** Flags of a node, as in `libs/sigma/kernel/trie.ts`. */
const exactName = 64;
const notListed = 128;

/** The nodes of the trie, for those who add places to it. */
export interface TrieNodes {
  readonly root: number;
  child(parent: number, name: string): number;
  /** A child of which only an object leads further. */
  container(parent: number, name: string): number;
  addFlags(node: number, flags: number): void;
  /** Says where a node's entries are. */
  setEntries(node: number, address: number): void;
}

/** A field that is made of other values. */
export interface FormedField {
  readonly field: number;
  readonly rank: number;
  readonly partCount: number;
  /** What it reads of the objects in a list. */
  readonly members: readonly string[];
  readonly make: FieldForm;
}

/** Places of fields in the events of schemas with names of their own. */
export interface MappedPlaces {
  addField(name: string, number: number): void;
  /** By the number that the kernel has for each. */
  readonly formed: readonly FormedField[];
  /** Number of an event's mapping: 0 for none. */
  numberOf(mapping: FieldMapping | undefined): number;
}

interface Entry {
  readonly target: number;
  readonly of: number;
}

/** Makes the places of mappings; those that lift whole objects stay with the other door. */
export function createMappedPlaces(
  kernel: Kernel,
  nodes: TrieNodes,
  schemas: readonly ByteSchema[],
  firstRank: number,
): MappedPlaces {
  const mappings = schemas.flatMap((schema) => schema.mappings);
  const known = mappings.filter(({ lifted }) => lifted.length === 0);
  if (known.length > mostMappings) throw new Error(`schemas have more than ${mostMappings} mappings`);
  const numbers = new Map(mappings.map((mapping) => [mapping, known.indexOf(mapping) + 1 || unknownMapping]));
  const formed: FormedField[] = [];
  const formNumbers = new Map<string, number>();
  const mostForms = known.reduce((sum, { fields }) => sum + [...fields.values()].flat().length, 1);
  const formFields = kernel.allocate(mostForms * 4);
  kernel.call.useForms(formFields);

  const lists = new Map<number, { address: number; count: number; capacity: number }>();
  const listOf = (node: number): { address: number; count: number; capacity: number } => {
    const list = lists.get(node) ?? { address: 0, count: 0, capacity: 0 };
    if (list.count < list.capacity) return list;
    const { address, count } = list;
    list.capacity = Math.max(2, count * 2);
    list.address = kernel.allocate(headBytes + list.capacity * entryWords * 4);
    kernel.bytes.copyWithin(list.address, address, address + headBytes + count * entryWords * 4);
    lists.set(node, list);
    nodes.setEntries(node, list.address);
    return list;
  };
  const addEntry = (node: number, { target, of }: Entry, mapping: number): void => {
    const known = lists.get(node);
    const { words } = kernel;
    const bit = (1 << (mapping & 31)) >>> 0;
    const half = mapping >>> 5;
    for (let index = 0; known !== undefined && index < known.count; index += 1) {
      const at = (known.address + headBytes) / 4 + index * entryWords;
      if (words[at] !== target || words[at + 1] !== of) continue;
      words[at + 2 + half] = ((words[at + 2 + half] ?? 0) | bit) >>> 0;
      return;
    }
    const list = listOf(node);
    const at = (list.address + headBytes) / 4 + list.count * entryWords;
    kernel.words.set([target, of, half === 0 ? bit : 0, half === 0 ? 0 : bit], at);
    list.count += 1;
    kernel.words[list.address / 4] = list.count;
  };

  /** Nodes of a path: the key as a whole, which counts only without spaces, then along its dots. */
  const nodesOf = (path: string): readonly number[] => {
    const whole = nodes.child(nodes.root, path);
    nodes.addFlags(whole, exactName);
    return path.includes('.')
      ? [whole, path.split('.').reduce((node, name) => nodes.child(node, name), nodes.root)]
      : [whole];
  };
  for (const [number, { marks, decidedBy }] of schemas.entries()) {
    for (const node of marks.flatMap(nodesOf)) nodes.addFlags(node, 1 << (firstMark + number));
    for (const path of decidedBy) {
      nodesOf(path);
      // Read through a list of objects it would be a list.
      path
        .split('.')
        .slice(0, -1)
        .reduce((node, name) => nodes.container(node, name), nodes.root);
    }
  }
  const formNumber = (field: number, rank: number, place: Exclude<FieldPlace, string>): number => {
    const key = JSON.stringify([field, rank, place]);
    const number = formNumbers.get(key) ?? formed.length;
    if (number < formed.length) return number;
    const make = fieldForms[place.as];
    if (make === undefined) throw new Error(`field mappings know no form ${place.as}`);
    formNumbers.set(key, number);
    formed.push({ field, rank, partCount: place.of.length, members: formMembers[place.as] ?? [], make });
    kernel.words[formFields / 4 + number] = field;
    return number;
  };
  const addPlace = (place: FieldPlace, field: number, rank: number, mapping: number): void => {
    if (typeof place === 'string') {
      for (const [index, node] of nodesOf(place).entries())
        addEntry(node, { target: (field | ((rank + index) << 20)) >>> 0, of: ofField }, mapping);
      return;
    }
    const target = (formNumber(field, rank, place) | (rank << 20)) >>> 0;
    for (const [part, path] of place.of.entries()) {
      for (const [index, node] of nodesOf(path).entries()) {
        nodes.addFlags(node, notListed);
        const of = firstPart + (part * 2 + index) * partStride;
        addEntry(node, { target, of }, mapping);
        for (const [number, member] of (formMembers[place.as] ?? []).entries())
          addEntry(nodes.child(node, member), { target, of: of + 1 + number }, mapping);
      }
    }
  };
  /** A field whose path goes on below what a mapping gives: it would depend on which of the places counts. */
  const forbidBelow = (places: readonly FieldPlace[], step: string, mapping: number): void => {
    for (const place of places) {
      if (typeof place !== 'string') continue;
      for (const node of nodesOf(place))
        addEntry(nodes.child(node, step), { target: 0, of: unusualBelow }, mapping);
    }
  };

  return {
    formed,
    numberOf: (mapping) => (mapping === undefined ? 0 : (numbers.get(mapping) ?? unknownMapping)),
    addField: (name, field) => {
      const [head = '', step] = name.split('.');
      for (const [index, { fields }] of known.entries()) {
        for (const [order, place] of (fields.get(name) ?? []).entries())
          addPlace(place, field, firstRank + order * 2, index + 1);
        if (step !== undefined) forbidBelow(fields.get(head) ?? [], step, index + 1);
      }
    },
  };
}
