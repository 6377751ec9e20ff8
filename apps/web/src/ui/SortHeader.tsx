import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { cx } from './class-names.ts';
import { tableStyle } from './table-style.ts';

interface SortHeaderProps {
  readonly label: string;
  readonly direction: 'ascending' | 'descending' | null;
  readonly isNumber?: boolean;
  readonly onSort: () => void;
}

export function SortHeader({ label, direction, isNumber = false, onSort }: SortHeaderProps) {
  const Icon = direction === null ? ChevronsUpDown : direction === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <th scope="col" aria-sort={direction ?? 'none'} className={cx(tableStyle.head, isNumber && 'text-right')}>
      <button
        type="button"
        onClick={onSort}
        className={cx('inline-flex items-center gap-1 hover:text-fg', direction !== null && 'text-fg')}
      >
        {label}
        <Icon aria-hidden className="size-3" />
      </button>
    </th>
  );
}
