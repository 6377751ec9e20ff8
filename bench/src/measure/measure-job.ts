/** The way an event takes into the engine: its raw bytes, or text that is parsed to an object first. */
export type Door = 'bytes' | 'object';

/**
 * What a measured process does with each line: match it; match it and write it out with the ids of its rules; or only
 * parse it as JSON, which is the floor that an engine working on objects cannot pass.
 */
export type Task = 'match' | 'tag' | 'parse';

/** Order to one measured process, as JSON on its command line. */
export interface MeasureJob {
  readonly task: Task;
  /** Archive, folder or YAML file; not read by the task `parse`. */
  readonly rulesPath: string;
  /** Plain NDJSON. */
  readonly eventsPath: string;
  /** Undefined takes the byte door if the engine has it. */
  readonly door: Door | undefined;
  readonly ignoresLogSource: boolean;
  /** Whether the warm passes use the rarity that the cold one learned, in place of the built-in one. */
  readonly learnsRarity: boolean;
  /** Passes over the whole file after the first one, at least 1. */
  readonly warmPasses: number;
  /** Rules whose matches are counted apart. */
  readonly countedRuleIds: readonly string[];
  readonly measuresMemory: boolean;
  /** Where the CPU profile of the warm passes goes. */
  readonly profilePath: string | undefined;
}

/** One pass over the file, read from disk (that is, from the page cache) line by line. */
export interface PassFigures {
  readonly events: number;
  /** Lines that are no event; they count as events too. */
  readonly refused: number;
  readonly matches: number;
  readonly seconds: number;
  /** User and system time of the whole process, its garbage collector and compiler threads included. */
  readonly cpuSeconds: number;
}

/** Bytes in use after a full collection. */
export interface MemoryFigures {
  readonly heapBytes: number;
  readonly externalBytes: number;
  readonly arrayBufferBytes: number;
  readonly residentBytes: number;
}

/** A function's own share of the profile's samples, 0 to 1. */
export interface SelfTime {
  readonly name: string;
  readonly place: string;
  readonly share: number;
}

/** Load of the rules, in seconds, and the memory it takes with garbage collected when Node sees fit. */
export interface LoadFigures {
  readonly rules: number;
  readonly refusedRules: number;
  /** Unpacking the archive or reading the files. */
  readonly readSeconds: number;
  readonly parseSeconds: number;
  readonly compileSeconds: number;
  /** Resident at the end of the load. */
  readonly residentKib: number;
  /** The most that was resident during the load. */
  readonly peakResidentKib: number;
}

/** What a measured process answers, as JSON on its last line of standard output. */
export interface MeasureResult {
  /** Undefined for the task `parse`. */
  readonly load: LoadFigures | undefined;
  readonly door: Door | undefined;
  readonly cold: PassFigures;
  readonly warm: readonly PassFigures[];
  readonly countedMatches: number;
  readonly peakResidentKib: number;
  readonly memory: { readonly afterLoad: MemoryFigures; readonly afterWarm: MemoryFigures } | undefined;
  /** What an event without a match allocates on the heap; undefined unless memory is measured. */
  readonly allocatedBytes: number | undefined;
  readonly hottest: readonly SelfTime[] | undefined;
}
