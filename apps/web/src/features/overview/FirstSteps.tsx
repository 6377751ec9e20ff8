import { Check } from 'lucide-react';
import { Link } from 'react-router';
import { buttonStyle } from '../../ui/Button.tsx';
import { countOf } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';

/** A fresh installation: nothing is wrong, and this is what to do next. */
export function FirstSteps({ rulesTotal }: { readonly rulesTotal: number }) {
  const hasRules = rulesTotal > 0;
  const steps = [
    {
      title: 'Bring rules',
      text: hasRules
        ? `${countOf(rulesTotal, 'rule')} ready.`
        : 'Upload Sigma rules: files, a folder or an archive.',
      isDone: hasRules,
      action: { to: '/rules?upload=1', label: 'Upload rules' },
    },
    {
      title: 'Create a pipeline',
      text: 'Say which topics to read, which rules to match and where to write the tagged events.',
      isDone: false,
      action: { to: '/pipelines/new', label: 'Create a pipeline' },
    },
    {
      title: 'Watch it work',
      text: 'Events, matches and detections appear here within a second.',
      isDone: false,
      action: null,
    },
  ];
  const next = steps.findIndex((step) => !step.isDone);
  return (
    <Panel title="No pipeline yet" detail="three steps to the first detection">
      <ol className="flex flex-col gap-6 p-6">
        {steps.map((step, index) => (
          <li key={step.title} className="flex gap-4">
            <span className="flex size-7 shrink-0 items-center justify-center rounded-full border border-line-strong text-xs font-semibold">
              {step.isDone ? <Check aria-label="Done" className="size-4 text-good" /> : index + 1}
            </span>
            <div className="flex flex-col items-start gap-1">
              <h3 className="text-sm font-medium">{step.title}</h3>
              <p className="text-[13px] text-muted">{step.text}</p>
              {index === next && step.action !== null && (
                <Link to={step.action.to} className={buttonStyle({ tone: 'primary', className: 'mt-2' })}>
                  {step.action.label}
                </Link>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
