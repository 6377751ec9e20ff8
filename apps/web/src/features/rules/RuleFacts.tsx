import type { ReactNode } from 'react';
import type { RuleDetailFragment } from '../../graphql/generated/graphql.ts';
import { cx } from '../../ui/class-names.ts';
import { formatCount, formatDateTime } from '../../ui/format.ts';
import { techniqueName } from '../../ui/technique.ts';
import { LevelBadge } from '../../ui/LevelBadge.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { logSourceText } from './log-source.ts';

interface FactProps {
  readonly name: string;
  readonly isHalf?: boolean;
  readonly children: ReactNode;
}

function Fact({ name, isHalf = false, children }: FactProps) {
  return (
    <div className={cx('flex min-w-0 flex-col gap-0.5', !isHalf && 'col-span-2')}>
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="text-[13px] break-words">{children}</dd>
    </div>
  );
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/** What the rule says of itself, and how often it matched. */
export function RuleFacts({ rule }: { readonly rule: RuleDetailFragment }) {
  return (
    <Panel title="About this rule">
      <dl className="grid grid-cols-2 gap-x-3 gap-y-3.5 p-4">
        {rule.description !== null && <Fact name="Description">{rule.description}</Fact>}
        <Fact isHalf name="Level">
          <LevelBadge level={rule.level} />
        </Fact>
        <Fact isHalf name="Matches, 15 min">
          <span className="numeric">{formatCount(rule.recentMatches)}</span>
        </Fact>
        <Fact isHalf name="Status">
          {rule.status ?? 'not given'}
        </Fact>
        <Fact isHalf name="Version">
          <span className="numeric">{rule.version}</span>
        </Fact>
        <Fact name="Log source">{logSourceText(rule.logSource)}</Fact>
        {rule.techniques.length > 0 && (
          <Fact name="ATT&CK techniques">
            {rule.techniques.map((technique) => (
              <span key={technique.id} className="block">
                <span className="font-mono text-xs">{technique.id}</span> {techniqueName(technique)}
              </span>
            ))}
          </Fact>
        )}
        {rule.tactics.length > 0 && (
          <Fact name="Tactics">{rule.tactics.join(', ').replaceAll('-', ' ')}</Fact>
        )}
        {rule.falsePositives.length > 0 && (
          <Fact name="Known false positives">{rule.falsePositives.join('; ')}</Fact>
        )}
        {rule.author !== null && <Fact name="Author">{rule.author}</Fact>}
        {rule.references.length > 0 && (
          <Fact name="References">
            {rule.references.map((reference) =>
              isWebAddress(reference) ? (
                <a
                  key={reference}
                  href={reference}
                  target="_blank"
                  rel="noreferrer"
                  className="block break-all text-accent underline underline-offset-2"
                >
                  {reference}
                </a>
              ) : (
                <span key={reference} className="block break-all">
                  {reference}
                </span>
              ),
            )}
          </Fact>
        )}
        <Fact name="Path">
          <span className="font-mono text-xs break-all">{rule.path}</span>
        </Fact>
        <Fact name="Sigma id">
          <span className="font-mono text-xs break-all select-all">{rule.sigmaId}</span>
        </Fact>
        <Fact name="Updated">{formatDateTime(rule.updatedAt)}</Fact>
      </dl>
    </Panel>
  );
}
