import { Pause, Play, Radar } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { DetectionRowFragment } from '../../graphql/generated/graphql.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/class-names.ts';
import { countOf, formatClock } from '../../ui/format.ts';
import { LevelBadge } from '../../ui/LevelBadge.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { DetectionPanel } from './DetectionPanel.tsx';
import { countNew } from './paused-feed.ts';

function DetectionItem({
  detection,
  onOpen,
}: {
  readonly detection: DetectionRowFragment;
  readonly onOpen: () => void;
}) {
  const [first, ...more] = detection.rules;
  const techniques = [
    ...new Set(detection.rules.flatMap((rule) => rule.techniques.map((technique) => technique.id))),
  ];
  return (
    <li className="border-b border-line last:border-b-0">
      <button
        type="button"
        onClick={onOpen}
        className="flex w-full flex-col gap-1 px-4 py-2 text-left hover:bg-hover/60 focus-visible:-outline-offset-2"
      >
        <span className="flex w-full items-center gap-2">
          <LevelBadge level={detection.severity} className="w-[4.75rem] shrink-0" />
          <span className="min-w-0 flex-1 truncate text-[13px] font-medium">
            {first?.title ?? 'Unknown rule'}
          </span>
          <time dateTime={detection.matchedAt} className="numeric text-xs text-muted">
            {formatClock(detection.matchedAt)}
          </time>
        </span>
        <span className="flex w-full items-center gap-1.5 pl-[5.25rem] text-2xs text-muted">
          <span className="truncate">{detection.pipelineName}</span>
          {more.length > 0 && <span className="shrink-0">+{countOf(more.length, 'rule')}</span>}
          <span className="ml-auto flex shrink-0 gap-1">
            {techniques.slice(0, 2).map((technique) => (
              <span key={technique} className="rounded-sm border border-line px-1 font-mono">
                {technique}
              </span>
            ))}
          </span>
        </span>
      </button>
    </li>
  );
}

export function DetectionFeed({ detections }: { readonly detections: readonly DetectionRowFragment[] }) {
  const [paused, setPaused] = useState<readonly DetectionRowFragment[] | null>(null);
  const [opened, setOpened] = useState<DetectionRowFragment | null>(null);
  const [params, setParams] = useSearchParams();
  const shown = paused ?? detections;
  const fresh = paused === null ? 0 : countNew(detections, paused);
  const wanted = params.get('detection');
  // What was opened here stays open after newer ones have pushed it off the list.
  const selected = opened?.id === wanted ? opened : detections.find((detection) => detection.id === wanted);

  const select = (detection: DetectionRowFragment | null) => {
    setOpened(detection);
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        if (detection === null) next.delete('detection');
        else next.set('detection', detection.id);
        return next;
      },
      { preventScrollReset: true },
    );
  };
  return (
    <Panel
      title="Detections"
      detail={paused === null ? 'newest first' : 'paused'}
      className="max-h-[29.5rem]"
      actions={
        <>
          <span role="status" className={cx('text-xs text-match', fresh === 0 && 'sr-only')}>
            {fresh > 0 ? `${String(fresh)} new` : ''}
          </span>
          <Button
            size="small"
            aria-pressed={paused !== null}
            onClick={() => {
              setPaused(paused === null ? detections : null);
            }}
          >
            {paused === null ? <Pause aria-hidden /> : <Play aria-hidden />}
            {paused === null ? 'Pause' : 'Resume'}
          </Button>
        </>
      }
    >
      {shown.length === 0 ? (
        <EmptyState icon={Radar} title="No detections yet">
          The list fills as soon as an event matches a rule of a running pipeline.
        </EmptyState>
      ) : (
        <ol aria-label="Newest detections" className="min-h-0 flex-1 overflow-y-auto" tabIndex={0}>
          {shown.map((detection) => (
            <DetectionItem
              key={detection.id}
              detection={detection}
              onOpen={() => {
                select(detection);
              }}
            />
          ))}
        </ol>
      )}
      {wanted !== null && (
        <DetectionPanel
          id={wanted}
          detection={selected ?? null}
          onClose={() => {
            select(null);
          }}
        />
      )}
    </Panel>
  );
}
