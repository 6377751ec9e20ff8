import { Link } from 'react-router';
import type { RuleRowFragment, RuleSort } from '../../graphql/generated/graphql.ts';
import { cx } from '../../ui/class-names.ts';
import { formatCount, formatDateTime } from '../../ui/format.ts';
import { LevelBadge } from '../../ui/LevelBadge.tsx';
import { SortHeader } from '../../ui/SortHeader.tsx';
import { tableStyle as style } from '../../ui/table-style.ts';
import { logSourceText } from './log-source.ts';

interface RuleTableProps {
  readonly rules: readonly RuleRowFragment[];
  readonly sort: RuleSort;
  readonly isOld: boolean;
  readonly onSort: (sort: RuleSort) => void;
}

/** The API sorts each column in the one direction that people ask for. */
const directions = {
  TITLE: 'ascending',
  LEVEL: 'descending',
  UPDATED_AT: 'descending',
  LAST_MATCHED: 'descending',
  HITS: 'descending',
  TRIES: 'descending',
} as const;

function RuleRow({ rule }: { readonly rule: RuleRowFragment }) {
  return (
    <tr className={style.row}>
      <td className={cx(style.cell, 'w-24')}>
        <LevelBadge level={rule.level} />
      </td>
      <th scope="row" className={cx(style.cell, 'min-w-64 text-left font-medium')}>
        <Link to={`/rules/${rule.id}`} className="hover:text-accent hover:underline">
          {rule.title}
        </Link>
        <span className="block text-xs font-normal text-muted">{rule.repository.name}</span>
      </th>
      <td className={cx(style.cell, 'text-xs whitespace-nowrap text-muted')}>
        {logSourceText(rule.logSource)}
      </td>
      <td className={style.cell}>
        <span className="flex flex-wrap gap-1">
          {rule.techniques.slice(0, 3).map((technique) => (
            <span
              key={technique.id}
              title={technique.name}
              className="rounded-sm border border-line px-1 font-mono text-2xs text-muted"
            >
              {technique.id}
            </span>
          ))}
          {rule.techniques.length > 3 && (
            <span className="text-2xs text-muted">+{rule.techniques.length - 3}</span>
          )}
        </span>
      </td>
      <td
        className={cx(
          style.cell,
          style.number,
          rule.recentMatches > 0 ? 'font-medium text-match' : 'text-muted',
        )}
      >
        {formatCount(rule.recentMatches)}
      </td>
      <td className={cx(style.cell, style.number, 'text-xs text-muted')}>{formatDateTime(rule.updatedAt)}</td>
    </tr>
  );
}

export function RuleTable({ rules, sort, isOld, onSort }: RuleTableProps) {
  const header = (label: string, key: RuleSort, isNumber = false) => (
    <SortHeader
      label={label}
      direction={sort === key ? directions[key] : null}
      isNumber={isNumber}
      onSort={() => {
        onSort(key);
      }}
    />
  );
  return (
    <div className={style.frame} tabIndex={0} role="region" aria-label="Rules" aria-busy={isOld}>
      <table className={style.table}>
        <thead>
          <tr>
            {header('Level', 'LEVEL')}
            {header('Title', 'TITLE')}
            <th scope="col" className={style.head}>
              Log source
            </th>
            <th scope="col" className={style.head}>
              Techniques
            </th>
            <th scope="col" className={cx(style.head, 'text-right')}>
              Matches, 15 min
            </th>
            {header('Updated', 'UPDATED_AT', true)}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <RuleRow key={rule.id} rule={rule} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
