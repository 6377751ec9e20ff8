import type { Diagnostic } from '@sluice/diagnostics';
import type { DataSource } from 'typeorm';
import { AppError } from '../../app-error.ts';
import type { Actor, AuditObject } from '../audit/index.ts';
import type { MakeChange } from '../outbox/index.ts';
import {
  countFirst,
  differences,
  type Counted,
  type PipelinePreview,
  type PreviewedChange,
} from '../pipelines/index.ts';
import { previewTouched, type Look } from './preview-touched.ts';
import { rehearse, type Rehearsed } from './rehearse.ts';

/** What a change of something that pipelines use would do. */
export interface ChangePreview {
  /** Why the change would be refused; of the rest only the diagnostics are not empty then. */
  readonly problems: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** Of the object; none where several are changed. */
  readonly changes: readonly PreviewedChange[];
  /** Those that use what changes, or whose rules do, by name. */
  readonly pipelines: Counted<PipelinePreview>;
}

/** What services answer that refuse a text. */
export type Written =
  | { readonly kind: 'written' | 'refused'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'done' };

/** A change, and what to look at it with. */
export interface PreviewedWork extends Look {
  readonly object: AuditObject;
  readonly work: (change: MakeChange) => Promise<Written>;
}

/** Does the change, takes it back, and tells what it did. What it would be refused for is a problem of the preview. */
export async function previewChange(
  database: DataSource,
  actor: Actor,
  { object, work, ...look }: PreviewedWork,
): Promise<ChangePreview> {
  let rehearsed: Rehearsed<Written>;
  try {
    rehearsed = await rehearse(database, actor, work);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return refused([error.message], []);
  }
  const { value, audited } = rehearsed;
  const diagnostics = value.kind === 'done' ? [] : value.diagnostics;
  if (value.kind === 'refused') return refused(diagnostics.filter(isFault).map(toProblem), diagnostics);
  // Others may go with it: pipelines that left out a rule which is deleted.
  const [change, another] = audited.filter(({ objectType }) => objectType === object);
  const isOfOne = another === undefined && change?.objectId !== null;
  return {
    problems: [],
    diagnostics,
    changes: isOfOne ? differences(change?.before, change?.after) : [],
    pipelines: await previewTouched(database.manager, rehearsed, look),
  };
}

function refused(problems: readonly string[], diagnostics: readonly Diagnostic[]): ChangePreview {
  return { problems, diagnostics, changes: [], pipelines: countFirst([]) };
}

function isFault({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function toProblem({ span, message }: Diagnostic): string {
  return span === undefined ? message : `line ${span.line}, column ${span.column}: ${message}`;
}
