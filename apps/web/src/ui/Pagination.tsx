import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from './Button.tsx';
import { formatCount } from './format.ts';

interface PaginationProps {
  readonly page: number;
  readonly perPage: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}

export function Pagination({ page, perPage, total, onPage }: PaginationProps) {
  const pages = Math.max(1, Math.ceil(total / perPage));
  const first = (page - 1) * perPage + 1;
  const go = (target: number) => () => {
    onPage(target);
  };
  return (
    <nav
      aria-label="Pages"
      className="flex items-center gap-2 border-t border-line px-4 py-2 text-xs text-muted"
    >
      <span className="numeric mr-auto">
        {formatCount(first)} to {formatCount(Math.min(total, page * perPage))} of {formatCount(total)}
      </span>
      <Button size="small" aria-label="Previous page" disabled={page <= 1} onClick={go(page - 1)}>
        <ChevronLeft aria-hidden />
      </Button>
      <span className="numeric" aria-current="page">
        Page {page} of {pages}
      </span>
      <Button size="small" aria-label="Next page" disabled={page >= pages} onClick={go(page + 1)}>
        <ChevronRight aria-hidden />
      </Button>
    </nav>
  );
}
