/** What a replay is asked to do. */
export interface ReplayInput {
  readonly rulesPath: string;
  /** Undefined: standard input. */
  readonly eventsPath: string | undefined;
  readonly folders: readonly string[] | undefined;
  readonly pipelines: number;
  readonly partitions: number;
  /** Events a second; undefined: as fast as it goes. */
  readonly rate: number | undefined;
  /** Kill the matcher with SIGKILL after so many events and start another; undefined: never. */
  readonly killAfter: number | undefined;
  readonly log: (line: string) => void;
  /** Ends the replay where it stands. */
  readonly signal: AbortSignal;
}
