import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { DetectionRowFragment } from '../../graphql/generated/graphql.ts';
import { formatMoment } from '../../ui/format.ts';
import { techniqueName } from '../../ui/technique.ts';
import { JsonView } from '../../ui/JsonView.tsx';
import { LevelBadge } from '../../ui/LevelBadge.tsx';
import { Overlay } from '../../ui/Overlay.tsx';
import { EmptyState } from '../../ui/states.tsx';

interface DetectionPanelProps {
  readonly id: string;
  /** Null where the list no longer holds it. */
  readonly detection: DetectionRowFragment | null;
  readonly onClose: () => void;
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-xs font-semibold text-muted">{title}</h3>
      {children}
    </section>
  );
}

function Evidence({ detection }: { readonly detection: DetectionRowFragment }) {
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto p-5">
      <Section title={detection.rules.length === 1 ? 'Rule that matched' : 'Rules that matched'}>
        <ul className="divide-y divide-line rounded-md border border-line">
          {detection.rules.map((rule) => (
            <li key={rule.ruleId} className="flex flex-col gap-1 px-3 py-2.5">
              <span className="flex items-start gap-3">
                <Link
                  to={`/rules/${rule.ruleId}`}
                  className="min-w-0 flex-1 text-[13px] font-medium text-accent hover:underline"
                >
                  {rule.title}
                </Link>
                <LevelBadge level={rule.level} />
              </span>
              {rule.techniques.map((technique) => (
                <span key={technique.id} className="text-xs text-muted">
                  <span className="font-mono text-fg">{technique.id}</span> {techniqueName(technique)}
                </span>
              ))}
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Where it came from">
        <dl className="grid grid-cols-[8.5rem_1fr] gap-y-1 text-[13px] [&_dd]:break-all [&_dt]:text-muted">
          <dt>Pipeline</dt>
          <dd>{detection.pipelineName}</dd>
          <dt>Topic</dt>
          <dd className="font-mono text-xs leading-5">{detection.topic}</dd>
          <dt>Partition, offset</dt>
          <dd className="numeric">
            {detection.partition}, {detection.offset}
          </dd>
          <dt>Matched</dt>
          <dd className="numeric">{formatMoment(detection.matchedAt)}</dd>
          <dt>Detection id</dt>
          <dd className="font-mono text-xs leading-5 select-all">{detection.id}</dd>
        </dl>
      </Section>
      <Section title="Event">
        {detection.eventTruncated && (
          <p className="rounded-md bg-warn-soft px-3 py-2 text-xs text-warn">
            Cut at 16 KiB. The whole event is at this offset of the source topic.
          </p>
        )}
        <JsonView text={detection.event} label="Event as JSON" />
      </Section>
    </div>
  );
}

export function DetectionPanel({ id, detection, onClose }: DetectionPanelProps) {
  return (
    <Overlay
      placement="side"
      title={detection === null ? 'Detection' : (detection.rules[0]?.title ?? 'Detection')}
      description={detection === null ? id : <LevelBadge level={detection.severity} />}
      onClose={onClose}
    >
      {detection === null ? (
        <EmptyState icon={SearchX} title="No longer in the live list">
          The list keeps the newest detections only. This one is still in the destination topic of its
          pipeline.
        </EmptyState>
      ) : (
        <Evidence detection={detection} />
      )}
    </Overlay>
  );
}
