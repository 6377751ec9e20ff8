import { useEffect } from 'react';

/** The document's title, "Rules · Sluice". */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Sluice`;
  }, [title]);
}
