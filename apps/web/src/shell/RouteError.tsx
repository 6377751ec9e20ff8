import { useRouteError } from 'react-router';
import { Button } from '../ui/Button.tsx';
import { useTitle } from '../ui/useTitle.ts';

/** A bug of ours, or a page whose files a new version has replaced. Reloading helps with the second. */
export function RouteError() {
  useTitle('Something broke');
  const error = useRouteError();
  const message = error instanceof Error ? error.message : 'The page failed without saying why.';
  return (
    <div role="alert" className="mx-auto flex max-w-lg flex-col gap-3 px-6 py-20">
      <h1 className="text-lg font-semibold">This page broke</h1>
      <p className="text-muted">
        The fault is in the dashboard. Pipelines and rules are not affected. Reloading helps when a new
        version was installed while the page was open.
      </p>
      <pre className="overflow-x-auto rounded-md border border-line bg-panel p-3 font-mono text-xs">
        {message}
      </pre>
      <div>
        <Button
          tone="primary"
          onClick={() => {
            window.location.reload();
          }}
        >
          Reload
        </Button>
      </div>
    </div>
  );
}
