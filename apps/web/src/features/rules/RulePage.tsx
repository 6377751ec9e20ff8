import { useQuery } from '@apollo/client/react';
import { ArrowLeft, SearchX } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { failureOf } from '../../graphql/failure.ts';
import { RuleDocument } from '../../graphql/generated/graphql.ts';
import { buttonStyle } from '../../ui/Button.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { RuleFacts } from './RuleFacts.tsx';
import { RuleWorkbench } from './RuleWorkbench.tsx';

const backToRules = (
  <Link to="/rules" className={buttonStyle()}>
    <ArrowLeft aria-hidden /> All rules
  </Link>
);

export function RulePage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery(RuleDocument, { variables: { id } });
  const rule = data?.rule;
  useTitle(rule?.title ?? 'Rule');
  const failure = error === undefined ? null : failureOf(error);
  return (
    <div className="flex flex-col gap-3 p-3 sm:p-4">
      <PageHeader title={rule?.title ?? 'Rule'} detail={rule?.repository.name} actions={backToRules} />
      {failure?.code === 'NOT_FOUND' && rule === undefined && (
        <EmptyState icon={SearchX} title="This rule does not exist" action={backToRules}>
          It may have been deleted, or the link is incomplete.
        </EmptyState>
      )}
      {failure !== null && !(failure.code === 'NOT_FOUND' && rule === undefined) && (
        <ErrorState
          title={rule === undefined ? 'The rule could not be loaded' : 'The rule could not be refreshed'}
          failure={failure}
          onRetry={() => void refetch()}
          className="m-0"
        />
      )}
      {rule === undefined && failure === null && <LoadingRows label="Loading the rule" rows={10} />}
      {rule !== undefined && (
        <div className="grid gap-3 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <RuleWorkbench
            key={rule.id}
            rule={rule}
            reload={async () => {
              const result = await refetch();
              if (result.data === undefined) throw new Error('The answer to the rule query has no data.');
              return result.data.rule;
            }}
          />
          <div>
            <RuleFacts rule={rule} />
          </div>
        </div>
      )}
    </div>
  );
}
