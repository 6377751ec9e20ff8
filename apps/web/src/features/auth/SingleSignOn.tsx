import { useQuery } from '@apollo/client/react';
import { SingleSignOnDocument } from '../../graphql/generated/graphql.ts';
import { buttonStyle } from '../../ui/Button.tsx';
import { cx } from '../../ui/class-names.ts';

/** The way in without a password, where one is set up. Leaves the page, and comes back to `next`. */
export function SingleSignOn({ next }: { readonly next: string }) {
  const { data } = useQuery(SingleSignOnDocument);
  const offered = data?.singleSignOn;
  if (offered === null || offered === undefined) return null;
  return (
    <a
      href={`${offered.path}?next=${encodeURIComponent(next)}`}
      className={cx(buttonStyle(), 'mt-3 h-9 w-full')}
    >
      Log in with {offered.name}
    </a>
  );
}
