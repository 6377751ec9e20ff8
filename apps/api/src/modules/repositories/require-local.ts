import { AppError } from '../../app-error.ts';
import { RepositoryType, type RuleRepository } from './repository.entity.ts';

/** Rules are added by hand to LOCAL repositories alone: in others the next run would take them away. Throws CONFLICT. */
export function requireLocal({ type, name, url, platformId }: RuleRepository): void {
  if (type === RepositoryType.LOCAL) return;
  const message = `The rules of "${name}" come from ${platformId === null ? (url ?? 'elsewhere') : 'SOC Prime'}. Add your own to a LOCAL repository.`;
  throw new AppError('CONFLICT', message);
}
