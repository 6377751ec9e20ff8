/** Takes one line for a person, without a line end. */
export type Log = (line: string) => void;
