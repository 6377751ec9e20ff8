import { AppError } from '../../app-error.ts';
import { indexOfLevel } from '../../graphql/rule-level.ts';
import type { BulkChange } from './bulk-change.service.ts';
import type { RuleChangeInput } from './bulk-change.type.ts';

/** Throws BAD_USER_INPUT where rules are to be deleted and changed. */
export function toBulkChange({ delete: isDelete, ...input }: RuleChangeInput): BulkChange {
  const { enabled, stage, levelOverride, repositoryId } = input;
  const settings = {
    enabled: enabled ?? undefined,
    stage: stage ?? undefined,
    levelOverride:
      levelOverride === null || levelOverride === undefined ? levelOverride : indexOfLevel(levelOverride),
    repositoryId: repositoryId ?? undefined,
  };
  if (!isDelete) return { kind: 'set', settings };
  if (Object.values(settings).every((value) => value === undefined)) return { kind: 'delete' };
  throw new AppError(
    'BAD_USER_INPUT',
    'Rules that are deleted can not be changed too: "delete" stands alone.',
  );
}
