import { CircleAlert } from 'lucide-react';
import { failureOf } from '../../graphql/failure.ts';

/** Why the API refused a form. */
export function FormError({ error }: { readonly error: unknown }) {
  return (
    <p
      role="alert"
      className="flex gap-2 rounded-md border border-bad/40 bg-bad-soft px-3 py-2 text-[13px] text-bad"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {failureOf(error).message}
    </p>
  );
}
