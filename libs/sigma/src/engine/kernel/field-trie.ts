import type { IdentityField } from '../../log-source/identity.ts';
import { hashBytes } from './hash-bytes.ts';
import type { Kernel } from './kernel.ts';
import { createMappedPlaces } from './mapped-places.ts';
import type { MappedPlaces } from './mapped-places.ts';
import type { ByteSchema } from '../../event/shapes.ts';
import { encoder } from '../../pattern/utf8.ts';

/** Shapes of events, as bits; as in `libs/sigma/kernel/index.ts`. */
const flat = 1;
const evtx = 2;
const winlog = 4;
const anyShape = flat | evtx | winlog;
/** Of a place: it counts only where log sources do, as in `libs/sigma/kernel/fields.ts`. */
const whereRouted = 8;

/** Flags of a node, as in `libs/sigma/kernel/trie.ts`. */
const structural = 1;
const top = 2;
const scalarOnly = 4;
const unusual = 8;
const anyKey = 16;
const hasChildren = 32;
const exactName = 64;
/** Beside the number of a node's fields: schemas take it for others. */
const isMapped = 256;

/** Where a field may lie: the lower the rank, the sooner it is taken. */
const rank = { lifted: 0, liftedSecond: 1, liftedThird: 2, liftedPath: 3, mapped: 4, own: 28, ownPath: 29 };
/** Ranks of one name of a field; those of another product's names for it come after. */
const ranksOfName = 32;

const nodeBytes = 56;
const nodeWords = nodeBytes / 4;
const maxPlaces = 4;
const root = 1;
const maxIdentitySlots = 1024;

/** The trie of keys that lead to fields, in the kernel's memory. */
export interface FieldTrie {
  /** Lets the field be found in events of every shape. */
  addField(name: string, number: number): void;
  readonly mapped: MappedPlaces;
  /** Makes the field's values part of what tells an event's log source. */
  addIdentity(field: IdentityField): void;
}

/** Winlogbeat's names for the parts of Windows' System element; the rest has no place in its events. */
export type SystemFields = readonly (readonly [from: string, to: string])[];

/** What is known of events from elsewhere. */
export interface EventNames {
  readonly systemFields: SystemFields;
  /** Other products' names for a field, the first that is there counts. */
  readonly equivalentFields: readonly (readonly [field: string, names: readonly string[]])[];
  /** Paths from the top that make an event unusual. */
  readonly unusualKeys: readonly string[];
  /** Schemas with names of their own: paths from the top that mark an event, and what its fields may stand for. */
  readonly schemas: readonly ByteSchema[];
}

/** Makes the trie with the nodes that tell an event's shape. */
export function createFieldTrie(kernel: Kernel, names: EventNames): FieldTrie {
  const { systemFields, unusualKeys, schemas } = names;
  const equivalents = new Map(names.equivalentFields);
  const ids = new Map<string, number>();
  let capacity = 4096;
  let nodes = kernel.allocate(capacity * nodeBytes);
  let count = root + 1;
  let slots = 0;
  let table = kernel.allocate(capacity * 4 * 16);

  const word = (node: number, index: number): number =>
    kernel.words[(nodes >> 2) + node * nodeWords + index] ?? 0;
  const setWord = (node: number, index: number, value: number): void => {
    kernel.words[(nodes >> 2) + node * nodeWords + index] = value;
  };
  const addFlags = (node: number, flags: number): void => {
    setWord(node, 2, word(node, 2) | flags);
  };

  const setEntries = (node: number, address: number): void => {
    setWord(node, 5, word(node, 5) | isMapped);
    setWord(node, 11, address);
  };

  const enter = (node: number, parent: number, hash: number): void => {
    const mask = capacity * 4 - 1;
    let slot = hash & mask;
    while ((kernel.words[(table >> 2) + slot * 4 + 2] ?? 0) !== 0) slot = (slot + 1) & mask;
    kernel.words.set([hash, parent, node], (table >> 2) + slot * 4);
  };

  const grow = (): void => {
    const from = nodes;
    const entries = kernel.words.slice(table >> 2, (table >> 2) + capacity * 16);
    capacity *= 2;
    nodes = kernel.allocate(capacity * nodeBytes);
    kernel.bytes.copyWithin(nodes, from, from + count * nodeBytes);
    table = kernel.allocate(capacity * 4 * 16);
    for (let at = 0; at < entries.length; at += 4) {
      const node = entries[at + 2] ?? 0;
      if (node !== 0) enter(node, entries[at + 1] ?? 0, entries[at] ?? 0);
    }
    kernel.call.useTrie(nodes, table, capacity * 4 - 1);
  };

  /** Nodes below which an element's text is known, and those that have other children. */
  const textOf = new Map<number, number>();
  const branching = new Set<number>();
  /** The text of an element hides what else is in it: where both are asked for, the other door reads the event. */
  const markUnusual = (parent: number, name: string, node: number): void => {
    if (name === '#attributes') return;
    if (name === '#text') textOf.set(parent, node);
    else branching.add(parent);
    const text = textOf.get(parent);
    if (text !== undefined && branching.has(parent)) addFlags(text, unusual);
  };

  const child = (parent: number, name: string): number => {
    const known = ids.get(`${parent}/${name}`);
    if (known !== undefined) return known;
    if (count === capacity) grow();
    const node = count;
    count += 1;
    ids.set(`${parent}/${name}`, node);
    const bytes = encoder.encode(name);
    setWord(node, 0, kernel.place(bytes));
    setWord(node, 1, bytes.length);
    addFlags(parent, hasChildren);
    markUnusual(parent, name, node);
    enter(node, parent, (hashBytes(bytes) ^ Math.imul(parent, 0x9e3779b1)) >>> 0);
    return node;
  };
  const walk = (from: number, path: readonly string[]): number => path.reduce(child, from);

  /** A node of which only an object leads further. */
  const container = (parent: number, name: string, objectMark = 0): number => {
    const node = child(parent, name);
    addFlags(node, structural | (objectMark << 8));
    return node;
  };
  /** A container whose keys lose their spaces. */
  const holder = (parent: number, name: string, objectMark = 0): number => {
    const node = container(parent, name, objectMark);
    addFlags(node, top);
    return node;
  };
  kernel.call.useTrie(nodes, table, capacity * 4 - 1);
  addFlags(root, top);
  const event = container(root, 'Event', 1);
  const system = holder(event, 'System', 2);
  const eventData = holder(event, 'EventData', 32);
  const userData = container(event, 'UserData', 64);
  const userPart = holder(userData, '*');
  addFlags(userData, anyKey);
  setWord(userData, 10, userPart);
  const winlogNode = container(root, 'winlog', 4);
  const winlogData = holder(winlogNode, 'event_data', 32);
  const winlogUser = holder(winlogNode, 'user_data', 64);
  addFlags(child(root, 'winlog.channel'), unusual);
  /** Places at the top of the event alone: the key as a whole, and along its dots. */
  const ownPlacesOf = (name: string): readonly number[] => [child(root, name), walk(root, name.split('.'))];
  for (const node of unusualKeys.flatMap(ownPlacesOf)) addFlags(node, unusual);
  const mapped = createMappedPlaces(
    kernel,
    { root, child, container, addFlags, setEntries },
    schemas,
    rank.mapped,
  );
  addFlags(child(root, 'EventData'), 8 << 16);
  addFlags(child(root, 'Channel'), 16 << 16);

  /** A path is followed by its keys as they stand, also where a shape's keys lose their spaces. */
  const exactly = (node: number): number => {
    addFlags(node, exactName);
    return node;
  };

  /** Every place of a field. Makes the nodes. */
  const placesOf = (name: string): [node: number, rank: number, shapes: number][] => {
    const path = name.split('.');
    const isPath = path.length > 1;
    // Rules that spell out the shape's own steps are rare: what the shape lifts would have to be told from it.
    if (isPath && path[0] === 'Event') addFlags(event, unusual);
    const places: [number, number, number][] = [[child(root, name), rank.own, anyShape]];
    const lift = (from: number, order: number, shapes: number): void => {
      const node = child(from, name);
      places.push([node, order, shapes]);
      if (isPath) places.push([walk(from, path), rank.liftedPath, shapes]);
      // An element with attributes holds its text apart.
      if (shapes === evtx) places.push([child(node, '#text'), order, shapes]);
    };
    if (isPath) places.push([exactly(walk(root, path)), rank.ownPath, anyShape]);
    if (isPath) markPathBelowValues(path);
    lift(eventData, rank.lifted, evtx);
    lift(userPart, rank.liftedSecond, evtx);
    lift(winlogData, rank.lifted, winlog);
    lift(winlogUser, rank.liftedSecond, winlog);
    places.push(...systemPlaces(name));
    for (const [from, to] of systemFields) {
      if (to === name) places.push([child(winlogNode, from), rank.liftedThird, winlog]);
    }
    return places;
  };
  /** An element of System, which holds a scalar, or attributes and a text. */
  const elementOf = (name: string): number => {
    const element = child(system, name);
    addFlags(element, scalarOnly | structural);
    return element;
  };
  /** Paths that go on below what stands for a value of Windows: that never holds more than a text, or it is unusual. */
  const markPathBelowValues = ([head = '', next = '']: readonly string[]): void => {
    for (const from of [eventData, userPart]) {
      const text = child(child(from, head), '#text');
      if (next === '#text') addFlags(text, unusual);
    }
    addFlags(child(elementOf(head), '#text'), unusual);
    for (const [attributes, attribute] of attributesOf(head)) addFlags(child(attributes, attribute), unusual);
    for (const [from, to] of systemFields)
      if (to === head) addFlags(child(child(winlogNode, from), next), unusual);
  };
  /** Where the attribute of an element may lie that a field's name joins by an underscore. */
  const attributesOf = (name: string): [attributes: number, attribute: string][] => {
    const found: [number, string][] = [];
    for (let at = name.indexOf('_'); at !== -1; at = name.indexOf('_', at + 1)) {
      found.push([holder(elementOf(name.slice(0, at)), '#attributes'), name.slice(at + 1)]);
    }
    return found;
  };
  const systemPlaces = (name: string): [number, number, number][] => {
    const element = elementOf(name);
    const places: [number, number, number][] = [
      [element, rank.liftedThird, evtx],
      [child(element, '#text'), rank.liftedThird, evtx],
    ];
    for (const [attributes, attribute] of attributesOf(name))
      places.push([child(attributes, attribute), rank.liftedThird, evtx]);
    return places;
  };

  /** A path that goes on below what another product names otherwise: it depends on which of its names counts. */
  const markBelowEquivalents = (field: string): void => {
    const [head = '', step] = field.split('.');
    if (step === undefined) return;
    for (const name of equivalents.get(head) ?? [])
      for (const [node] of placesOf(name)) addFlags(child(node, step), unusual);
  };

  const addPlace = (node: number, entry: number): void => {
    const taken = word(node, 5) & ~isMapped;
    for (let index = 0; index < taken; index += 1) if (word(node, 6 + index) === entry) return;
    if (taken === maxPlaces) {
      // More than the node has room for: events that have it are read by the other door.
      addFlags(node, unusual);
      return;
    }
    setWord(node, 6 + taken, entry);
    setWord(node, 5, word(node, 5) + 1);
  };

  return {
    mapped,
    addField: (field, number) => {
      mapped.addField(field, number);
      markBelowEquivalents(field);
      for (const [node, order, shapes] of placesOf(field))
        addPlace(node, (number | (order << 20) | (shapes << 28)) >>> 0);
      for (const [index, name] of (equivalents.get(field) ?? []).entries()) {
        const before = (index + 1) * ranksOfName;
        for (const [node, order, shapes] of placesOf(name))
          addPlace(node, (number | ((before + order) << 20) | ((shapes | whereRouted) << 28)) >>> 0);
      }
    },
    addIdentity: ({ name, isPresenceOnly, isLifted }) => {
      for (const node of isLifted ? placesOf(name).map(([node]) => node) : ownPlacesOf(name)) {
        if (word(node, 4) !== 0) continue;
        if (slots === maxIdentitySlots)
          throw new Error(`log sources go by more than ${maxIdentitySlots} keys`);
        slots += 1;
        setWord(node, 4, slots);
        kernel.bytes[kernel.call.slotFlags.value + slots - 1] = (isPresenceOnly ? 1 : 0) | (isLifted ? 0 : 2);
      }
    },
  };
}
