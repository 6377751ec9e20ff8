/** Words that mean the same in names of fields, by the one that stands for them. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  image: ['executable', 'exe', 'binary', 'program'],
  process: ['proc'],
  commandline: ['cmdline', 'cmd', 'args', 'argv'],
  source: ['src', 'client'],
  destination: ['dst', 'dest', 'remote', 'server'],
  ip: ['addr', 'address'],
  user: ['usr', 'username', 'account', 'login'],
  host: ['hostname', 'computer', 'machine', 'device'],
  file: ['filename', 'filepath'],
  directory: ['dir', 'folder', 'cwd'],
  target: ['object'],
  registry: ['reg'],
  url: ['uri'],
  query: ['question'],
  parent: ['par'],
  hash: ['hashes', 'digest'],
  method: ['verb'],
  event: ['evt'],
  number: ['num', 'no'],
  domain: ['dom'],
  password: ['pwd', 'passwd'],
};
const standsFor = new Map(
  Object.entries(synonyms).flatMap(([word, others]) => others.map((other) => [other, word] as const)),
);

/** Words that say little: they count a quarter. */
const weak = new Set([
  'name',
  'id',
  'field',
  'data',
  'value',
  'path',
  'full',
  'event',
  'cs',
  'c',
  'sc',
  'x',
  'field',
]);

/** A field's name, taken apart. */
export interface NameWords {
  /** Lower case, synonyms as one: `ParentCommandLine` and `proc.parent.cmd_line` share two. */
  readonly words: ReadonlySet<string>;
  /** Its letters and digits alone, lower case. */
  readonly joined: string;
  /** The same of what follows the last dot. */
  readonly last: string;
}

export function nameWords(name: string): NameWords {
  const parts = partsOf(name);
  const words: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (part === 'line' && (parts[index - 1] === 'command' || parts[index - 1] === 'cmd')) {
      words.splice(-1, 1, 'commandline');
      continue;
    }
    words.push(standsFor.get(part) ?? part);
  }
  const last = partsOf(name.slice(name.lastIndexOf('.') + 1)).join('');
  return { words: new Set(words), joined: parts.join(''), last };
}

function partsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '');
}

const weightOf = (word: string): number => (weak.has(word) ? 0.25 : 1);
const total = (words: Iterable<string>): number => [...words].reduce((sum, word) => sum + weightOf(word), 0);

/** How alike the name of a rule's field and that of an event's are: 0 to 1, where they are written alike or share all words. */
export function nameLikeness(asked: NameWords, present: NameWords): number {
  if (asked.joined !== '' && (asked.joined === present.joined || asked.joined === present.last)) return 1;
  const shared = total([...asked.words].filter((word) => present.words.has(word)));
  return shared === 0 ? 0 : (2 * shared) / (total(asked.words) + total(present.words));
}
