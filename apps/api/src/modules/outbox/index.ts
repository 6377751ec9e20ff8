export { changeConfiguration, currentRevision, partsOf, rehearseConfiguration } from './change.ts';
export type { Change, Changed, ConfigRecord, MakeChange } from './change.ts';
export { OutboxRecord, OutboxRevision, Revision } from './outbox.entity.ts';
export { readPublication } from './publication.ts';
export type { Publication } from './publication.ts';
export { startRelay } from './relay.ts';
export type { Relay } from './relay.ts';
