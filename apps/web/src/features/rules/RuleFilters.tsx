import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RepositoriesQuery, RuleLevel } from '../../graphql/generated/graphql.ts';
import { cx } from '../../ui/class-names.ts';
import { inputStyle } from '../../ui/Field.tsx';
import { LevelBadge, ruleLevels } from '../../ui/LevelBadge.tsx';
import type { RuleSearch } from './rule-search.ts';

const typingPauseMs = 250;

interface RuleFiltersProps {
  readonly search: RuleSearch;
  readonly repositories: RepositoriesQuery['repositories'];
  readonly onChange: (change: Partial<RuleSearch>) => void;
}

function SearchBox({ text, onChange }: { readonly text: string; readonly onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const [seen, setSeen] = useState(text);
  if (seen !== text) {
    // The address changed from outside: by "Clear", or by going back.
    setSeen(text);
    setTyped(text);
  }
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(() => {
      onChange(typed);
    }, typingPauseMs);
    return () => {
      clearTimeout(timer);
    };
  }, [typed, text, onChange]);
  return (
    <div className="relative min-w-48 flex-1">
      <Search aria-hidden className="absolute top-2.5 left-3 size-4 text-muted" />
      <input
        type="search"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        aria-label="Search rules"
        placeholder="Search by title"
        className={cx(inputStyle, 'pl-9')}
      />
    </div>
  );
}

export function RuleFilters({ search, repositories, onChange }: RuleFiltersProps) {
  const toggle = (level: RuleLevel) => {
    const { levels } = search;
    onChange({
      levels: levels.includes(level) ? levels.filter((each) => each !== level) : [...levels, level],
    });
  };
  return (
    <div role="search" className="flex flex-wrap items-center gap-2 border-b border-line p-3">
      <SearchBox
        text={search.text}
        onChange={(text) => {
          onChange({ text });
        }}
      />
      <div role="group" aria-label="Level" className="flex flex-wrap gap-1">
        {ruleLevels.map((level) => (
          <button
            key={level}
            type="button"
            aria-pressed={search.levels.includes(level)}
            onClick={() => {
              toggle(level);
            }}
            className={cx(
              'flex h-9 items-center rounded-md border px-2.5',
              search.levels.includes(level)
                ? 'border-accent bg-accent-soft'
                : 'border-line-strong hover:bg-hover',
            )}
          >
            <LevelBadge level={level} />
          </button>
        ))}
      </div>
      <select
        aria-label="Repository"
        value={search.repositoryId ?? ''}
        onChange={(event) => {
          onChange({ repositoryId: event.target.value === '' ? null : event.target.value });
        }}
        className={cx(inputStyle, 'select w-auto max-w-56 pr-8')}
      >
        <option value="">All repositories</option>
        {repositories.map((repository) => (
          <option key={repository.id} value={repository.id}>
            {repository.name}
          </option>
        ))}
      </select>
    </div>
  );
}
