import { useQuery } from '@apollo/client/react';
import { ScrollText, SearchX, Upload } from 'lucide-react';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { failureOf } from '../../graphql/failure.ts';
import { RepositoriesDocument, RulesDocument } from '../../graphql/generated/graphql.ts';
import { Button } from '../../ui/Button.tsx';
import { countOf } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Pagination } from '../../ui/Pagination.tsx';
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import {
  changeRuleSearch,
  isFiltered,
  parseRuleSearch,
  rulesPerPage,
  variablesOf,
  type RuleSearch,
} from './rule-search.ts';
import { RuleFilters } from './RuleFilters.tsx';
import { RuleTable } from './RuleTable.tsx';
import { UploadDialog } from './upload/UploadDialog.tsx';

export function RulesPage() {
  useTitle('Rules');
  const [params, setParams] = useSearchParams();
  const search = parseRuleSearch(params);
  const result = useQuery(RulesDocument, { variables: variablesOf(search) });
  const repositories = useQuery(RepositoriesDocument);
  const change = useCallback(
    (next: Partial<RuleSearch>) => {
      setParams((old) => changeRuleSearch(old, next), { replace: next.page === undefined });
    },
    [setParams],
  );
  const setUploading = (isOpen: boolean) => {
    setParams((old) => {
      const next = new URLSearchParams(old);
      if (isOpen) next.set('upload', '1');
      else next.delete('upload');
      return next;
    });
  };

  // While the next page is on its way the last one stays, marked as busy.
  const isOld = result.data === undefined && result.loading;
  const page = result.data?.rules ?? result.previousData?.rules;
  const uploadButton = (
    <Button
      tone="primary"
      onClick={() => {
        setUploading(true);
      }}
    >
      <Upload aria-hidden /> Upload rules
    </Button>
  );
  return (
    <div className="flex flex-col gap-3 p-3 sm:p-4">
      <PageHeader
        title="Rules"
        detail={
          page === undefined ? undefined : (
            <span role="status">
              {countOf(page.totalCount, isFiltered(search) ? 'matching rule' : 'rule')}
            </span>
          )
        }
        actions={uploadButton}
      />
      <div className="rounded-lg border border-line bg-panel">
        <RuleFilters search={search} repositories={repositories.data?.repositories ?? []} onChange={change} />
        {result.error !== undefined && (
          <ErrorState
            title="The rules could not be loaded"
            failure={failureOf(result.error)}
            onRetry={() => void result.refetch()}
          />
        )}
        {page === undefined && result.error === undefined && (
          <LoadingRows label="Loading the rules" rows={10} />
        )}
        {result.error === undefined && page?.items.length === 0 && !isFiltered(search) && (
          <EmptyState icon={ScrollText} title="No rules yet" action={uploadButton}>
            Upload Sigma rules as files, as a folder, or as the archive of a repository such as SigmaHQ.
          </EmptyState>
        )}
        {result.error === undefined && page?.items.length === 0 && isFiltered(search) && (
          <EmptyState
            icon={SearchX}
            title="No rule fits"
            action={
              <Button
                onClick={() => {
                  change({ text: '', levels: [], repositoryId: null });
                }}
              >
                Clear the search
              </Button>
            }
          >
            There are rules, but none with this text, level and repository.
          </EmptyState>
        )}
        {page !== undefined && page.items.length > 0 && (
          <>
            <RuleTable
              rules={page.items}
              sort={search.sort}
              isOld={isOld}
              onSort={(sort) => {
                change({ sort });
              }}
            />
            <Pagination
              page={search.page}
              perPage={rulesPerPage}
              total={page.totalCount}
              onPage={(next) => {
                change({ page: next });
              }}
            />
          </>
        )}
      </div>
      {params.has('upload') && (
        <UploadDialog
          repositories={repositories.data?.repositories ?? []}
          onClose={() => {
            setUploading(false);
          }}
        />
      )}
    </div>
  );
}
