import { FileUp, FolderUp } from 'lucide-react';
import { useId, useState } from 'react';
import { cx } from '../../../ui/class-names.ts';
import { countOf } from '../../../ui/format.ts';
import { buttonStyle } from '../../../ui/Button.tsx';
import { planUpload } from './upload-plan.ts';

interface FilePickerProps {
  readonly files: readonly File[];
  readonly onPick: (files: readonly File[]) => void;
}

export function FilePicker({ files, onPick }: FilePickerProps) {
  const id = useId();
  const [isOver, setIsOver] = useState(false);
  const plan = planUpload(files, (file) => file.name);
  const pick = (event: React.ChangeEvent<HTMLInputElement>) => {
    onPick([...(event.target.files ?? [])]);
  };
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => {
        setIsOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        onPick([...event.dataTransfer.files]);
      }}
      className={cx(
        'flex flex-col items-center gap-3 rounded-lg border border-dashed border-control px-4 py-7 text-center',
        isOver && 'border-accent bg-accent-soft',
      )}
    >
      <p className="text-[13px] text-muted">Drop .yml files or an archive (.zip, .tar.gz) here, or choose:</p>
      <div className="flex gap-2">
        <label
          className={cx(
            buttonStyle(),
            'focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent',
          )}
        >
          <FileUp aria-hidden /> Files or archive
          <input
            id={`${id}-files`}
            type="file"
            multiple
            accept=".yml,.yaml,.zip,.tgz,.tar.gz,.gz"
            onChange={pick}
            className="sr-only"
          />
        </label>
        <label
          className={cx(
            buttonStyle(),
            'focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent',
          )}
        >
          <FolderUp aria-hidden /> Folder
          <input type="file" multiple onChange={pick} className="sr-only" {...{ webkitdirectory: '' }} />
        </label>
      </div>
      <p role="status" className="min-h-5 text-[13px]">
        {files.length > 0 && (
          <>
            {[
              plan.rules.length > 0 ? countOf(plan.rules.length, 'rule file') : null,
              plan.archives.length > 0 ? countOf(plan.archives.length, 'archive') : null,
            ]
              .filter((part) => part !== null)
              .join(' and ') || 'Nothing to upload'}
            {plan.ignored.length > 0 && (
              <span className="text-muted">; {countOf(plan.ignored.length, 'other file')} left out</span>
            )}
          </>
        )}
      </p>
    </div>
  );
}
