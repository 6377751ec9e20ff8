import { ScrollText } from 'lucide-react';
import { Link } from 'react-router';
import type { TopRuleCountFragment } from '../../graphql/generated/graphql.ts';
import { formatCount } from '../../ui/format.ts';
import { LevelBadge } from '../../ui/LevelBadge.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState } from '../../ui/states.tsx';

export function TopRules({ rules }: { readonly rules: readonly TopRuleCountFragment[] }) {
  const most = Math.max(1, ...rules.map((rule) => rule.matches));
  return (
    <Panel title="Top rules" detail="matches in 15 minutes">
      {rules.length === 0 ? (
        <EmptyState icon={ScrollText} title="No rule has matched lately">
          Rules appear here as soon as an event matches one of them.
        </EmptyState>
      ) : (
        <ol className="py-1.5">
          {rules.map((rule) => (
            <li key={rule.ruleId}>
              <Link
                to={`/rules/${rule.ruleId}`}
                className="grid grid-cols-[1fr_auto] items-center gap-x-3 px-4 py-1.5 hover:bg-hover/60"
              >
                <span className="truncate text-[13px]" title={rule.title}>
                  {rule.title}
                </span>
                <span className="numeric text-right text-[13px] font-medium">
                  {formatCount(rule.matches)}
                </span>
                <span aria-hidden className="mt-1 h-1 overflow-hidden rounded-full bg-hover">
                  <span
                    className="block h-full rounded-full bg-match/80"
                    style={{ width: `${String((rule.matches / most) * 100)}%` }}
                  />
                </span>
                <LevelBadge level={rule.level} className="mt-0.5 w-16 justify-end text-2xs" />
              </Link>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
