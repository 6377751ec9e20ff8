/** Who changes something, and from where: what the audit log says of it. */
export interface Actor {
  /** Null for Sluice itself. */
  readonly userId: string | null;
  /** E-mail of a user; for Sluice itself the part that acts, such as `demo`. */
  readonly name: string;
  /** IP address; null for Sluice itself. */
  readonly address: string | null;
  /** Of the HTTP request; null for Sluice itself. */
  readonly requestId: string | null;
}

/** Sluice itself. */
export function systemActor(part: string): Actor {
  return { userId: null, name: part, address: null, requestId: null };
}
