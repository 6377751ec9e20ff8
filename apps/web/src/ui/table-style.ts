/** One look for all tables. */
export const tableStyle = {
  frame: 'overflow-x-auto',
  table: 'w-full border-collapse text-[13px]',
  head: 'h-9 px-3 text-left text-xs font-medium whitespace-nowrap text-muted first:pl-4 last:pr-4',
  row: 'border-t border-line hover:bg-hover/60',
  cell: 'h-11 px-3 py-2 first:pl-4 last:pr-4',
  number: 'numeric text-right whitespace-nowrap',
} as const;
