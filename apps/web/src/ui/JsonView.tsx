import { Copy } from 'lucide-react';
import { useMemo } from 'react';
import { toast } from 'sonner';
import { Button } from './Button.tsx';
import { prettyJson, tokenizeJson, type JsonToken } from './json-tokens.ts';

const colors: Record<JsonToken['kind'], string | undefined> = {
  key: 'text-[var(--syntax-key)]',
  string: 'text-[var(--syntax-string)]',
  number: 'text-[var(--syntax-number)]',
  keyword: 'text-[var(--syntax-keyword)]',
  plain: undefined,
};

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast.success('Copied');
  } catch {
    toast.error('The browser did not allow copying', { description: 'Select the text and copy it by hand.' });
  }
}

export function JsonView({ text, label }: { readonly text: string; readonly label: string }) {
  const pretty = useMemo(() => prettyJson(text), [text]);
  const tokens = useMemo(() => tokenizeJson(pretty), [pretty]);
  return (
    <div className="relative">
      <Button size="small" className="absolute top-2 right-2" onClick={() => void copy(pretty)}>
        <Copy aria-hidden /> Copy
      </Button>
      <pre
        tabIndex={0}
        role="region"
        aria-label={label}
        className="overflow-x-auto rounded-md border border-line bg-bg p-3 font-mono text-xs leading-5 whitespace-pre-wrap [overflow-wrap:anywhere]"
      >
        {tokens.map((token, index) => (
          <span key={index} className={colors[token.kind]}>
            {token.text}
          </span>
        ))}
      </pre>
    </div>
  );
}
