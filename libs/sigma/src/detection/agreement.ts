import type { TextMatch } from './predicate.ts';
import { matchText } from './test-text.ts';

/** Characters of a text times those of the others up to which every pair is compared; beyond it a tree is worth making. */
const maxPairWork = 1024;
const root = 0;
const none = -1;

/**
 * Makes a function that tells whether a text equals one of the others, begins or ends with one, or contains one. Takes time
 * by the length of them all, whatever they are: both sides are of the event, and comparing each pair could take hours.
 */
export function agreementWith(match: TextMatch, others: readonly string[]): (text: string) => boolean {
  let known: ((text: string) => boolean) | undefined;
  const length = others.reduce((sum, { length }) => sum + length + 1, 0);
  return (text) => {
    if (known === undefined && length * text.length <= maxPairWork)
      return others.some((other) => matchText(match, text, other));
    known ??= match === 'equals' ? equality(others) : occurrence(match, others);
    return known(text);
  };
}

function equality(others: readonly string[]): (text: string) => boolean {
  const all = new Set(others);
  return (text) => all.has(text);
}

/** A tree of the others by their characters, searched as Aho and Corasick do (CACM 18/6, 1975); of suffixes from the end. */
function occurrence(match: TextMatch, others: readonly string[]): (text: string) => boolean {
  const isReversed = match === 'suffix';
  const tree = growTree(others, match);
  return (text) => {
    let node = root;
    if (tree.isEnd(node)) return true;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(isReversed ? text.length - 1 - index : index);
      node = match === 'contains' ? tree.next(node, unit) : tree.childOf(node, unit);
      if (node === none) return false;
      if (tree.isEnd(node)) return true;
    }
    return false;
  };
}

interface Tree {
  /** The node below by this UTF-16 unit, or none. */
  childOf(node: number, unit: number): number;
  /** The node of the longest beginning of a text that ends here. */
  next(node: number, unit: number): number;
  /** Whether one of the texts ends here. */
  isEnd(node: number): boolean;
}

/** Texts go in side by side, a unit of each at a time, so that shorter beginnings come first. */
function growTree(texts: readonly string[], match: TextMatch): Tree {
  const isReversed = match === 'suffix';
  const isAnywhere = match === 'contains';
  const most = texts.reduce((sum, { length }) => sum + length, 1);
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(most * 2)));
  const parents = new Int32Array(most);
  const units = new Uint16Array(most);
  /** The longest beginning of a text that is a proper ending of the node's; only where texts may lie anywhere. */
  const shorter = new Int32Array(most);
  const ends = new Uint8Array(most);
  let count = 1;

  const slotOf = (node: number, unit: number): number => {
    let slot = Math.imul(Math.imul(node, 0x9e3779b1) ^ unit, 0x85ebca6b);
    slot = (slot ^ (slot >>> 15)) & (slots.length - 1);
    for (;;) {
      const child = slots[slot] ?? 0;
      if (child === 0 || (parents[child] === node && units[child] === unit)) return slot;
      slot = (slot + 1) & (slots.length - 1);
    }
  };
  const childOf = (node: number, unit: number): number => slots[slotOf(node, unit)] || none;
  const next = (from: number, unit: number): number => {
    let node = from;
    for (;;) {
      const child = childOf(node, unit);
      if (child !== none) return child;
      if (node === root) return root;
      node = shorter[node] ?? root;
    }
  };
  const grow = (node: number, unit: number): number => {
    const slot = slotOf(node, unit);
    const known = slots[slot] ?? 0;
    if (known !== 0) return known;
    const child = count;
    count += 1;
    const ending = isAnywhere && node !== root ? next(shorter[node] ?? root, unit) : root;
    slots[slot] = child;
    parents[child] = node;
    units[child] = unit;
    shorter[child] = ending;
    ends[child] = ends[ending] ?? 0;
    return child;
  };

  const nodes = new Int32Array(texts.length);
  let open = Array.from(texts.keys());
  for (let depth = 0; open.length > 0; depth += 1) {
    for (const index of open) if (texts[index]?.length === depth) ends[nodes[index] ?? root] = 1;
    // What holds a shorter text of the list tells nothing more.
    open = open.filter((index) => ends[nodes[index] ?? root] === 0);
    for (const index of open) {
      const text = texts[index] ?? '';
      const unit = text.charCodeAt(isReversed ? text.length - 1 - depth : depth);
      nodes[index] = grow(nodes[index] ?? root, unit);
    }
  }
  return { childOf, next, isEnd: (node) => ends[node] === 1 };
}
