import { Search } from 'lucide-react';
import { useId, useState } from 'react';

export interface CheckListOption {
  readonly value: string;
  readonly label: string;
  readonly note: string;
}

interface CheckListProps {
  readonly label: string;
  readonly options: readonly CheckListOption[];
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
  readonly error?: string | undefined;
  /** Shown where there is nothing to choose from. */
  readonly emptyText: string;
}

const searchFrom = 8;

/** Several of many, always in view: no popover to open, and a search once the list is long. */
export function CheckList({ label, options, values, onChange, error, emptyText }: CheckListProps) {
  const id = useId();
  const [search, setSearch] = useState('');
  const shown = options.filter((option) => option.label.toLowerCase().includes(search.trim().toLowerCase()));
  const toggle = (value: string) => {
    onChange(values.includes(value) ? values.filter((each) => each !== value) : [...values, value]);
  };
  return (
    <fieldset
      aria-describedby={error === undefined ? undefined : `${id}-error`}
      className="flex flex-col gap-1.5"
    >
      <legend className="mb-1.5 flex w-full items-baseline text-[13px] font-medium">
        {label}
        <span className="numeric ml-2 text-xs font-normal text-muted">{values.length} chosen</span>
      </legend>
      <div className="overflow-hidden rounded-md border border-control bg-bg">
        {options.length > searchFrom && (
          <div className="relative border-b border-line">
            <Search aria-hidden className="absolute top-2.5 left-3 size-3.5 text-muted" />
            <input
              type="search"
              value={search}
              onChange={(event) => {
                setSearch(event.target.value);
              }}
              aria-label={`Search ${label.toLowerCase()}`}
              placeholder="Search"
              className="h-8 w-full bg-transparent pr-3 pl-8 text-[13px] placeholder:text-muted"
            />
          </div>
        )}
        <ul className="max-h-44 overflow-y-auto py-1">
          {options.length === 0 && <li className="px-3 py-2 text-[13px] text-muted">{emptyText}</li>}
          {options.length > 0 && shown.length === 0 && (
            <li className="px-3 py-2 text-[13px] text-muted">Nothing is named like that.</li>
          )}
          {shown.map((option) => (
            <li key={option.value}>
              <label className="flex cursor-pointer items-center gap-2.5 px-3 py-1.5 text-[13px] hover:bg-hover">
                <input
                  type="checkbox"
                  checked={values.includes(option.value)}
                  onChange={() => {
                    toggle(option.value);
                  }}
                  className="size-4 accent-(--accent-strong)"
                />
                <span className="min-w-0 flex-1 truncate">{option.label}</span>
                <span className="numeric shrink-0 text-xs text-muted">{option.note}</span>
              </label>
            </li>
          ))}
        </ul>
      </div>
      {error !== undefined && (
        <p id={`${id}-error`} className="text-xs text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}
