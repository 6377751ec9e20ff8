import { Link, useLocation } from 'react-router';
import { buttonStyle } from '../ui/Button.tsx';
import { useTitle } from '../ui/useTitle.ts';

export function NotFoundPage() {
  useTitle('Not found');
  const { pathname } = useLocation();
  return (
    <div className="mx-auto flex max-w-md flex-col gap-3 px-6 py-24">
      <p className="font-mono text-xs text-muted">404</p>
      <h1 className="text-lg font-semibold">There is no page here</h1>
      <p className="text-muted">
        Nothing lives at <code className="font-mono break-all text-fg">{pathname}</code>. The link may be old,
        or what it showed was deleted.
      </p>
      <div className="mt-2 flex gap-2">
        <Link to="/" className={buttonStyle({ tone: 'primary' })}>
          Overview
        </Link>
        <Link to="/rules" className={buttonStyle()}>
          Search the rules
        </Link>
      </div>
    </div>
  );
}
