import type { VNode } from 'preact';
import { Badge } from '#web/frame/badge.tsx';
import { TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { staffBulkPath, staffPath } from '#web/paths/workflow.ts';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';
import type { BulkAction } from './work-groups.tsx';

const t = vi.work;

export interface BulkRow {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  /** Vietnamese sentence why not; null when it may be or was done. */
  readonly fault: string | null;
}

export interface StaffBulkProps {
  readonly frame: PageFrame;
  readonly action: BulkAction;
  readonly rows: readonly BulkRow[];
  /** The rows tell what was done; else what would be. */
  readonly done: boolean;
  readonly form: FormState;
}

/** Several items at once: first what would happen to each, then what did. */
export const StaffBulkPage = ({ frame, action, rows, done, form }: StaffBulkProps): VNode => {
  const ready = rows.filter((row) => row.fault === null);
  return (
    <StaffPage
      frame={frame}
      title={t.bulkTitle[action]}
      errors={form.errors}
      errorTitle={vi.review.errorTitle}
    >
      <p role="status">{rows.length === 0 ? t.bulkNone : done ? t.bulkDone : t.bulkLead}</p>
      <ul class="rows">
        {rows.map((row) => (
          <li class="task" key={row.id}>
            <div>
              <h3>
                <a href={staffItemPath(row.id)}>
                  {row.title === '' ? vi.edit.untitled : row.title}
                </a>
              </h3>
              {row.fault !== null && <p>{row.fault}</p>}
            </div>
            <p>
              <Badge
                tone={row.fault === null ? 'good' : 'bad'}
                label={row.fault !== null ? t.bulkRefused : done ? t.bulkOk : t.bulkReady}
              />
            </p>
          </li>
        ))}
      </ul>
      {!done && ready.length > 0 && (
        <form class="stack narrow" method="post" action={staffBulkPath()} noValidate>
          <input type="hidden" name="viec" value={action} />
          <input type="hidden" name="buoc" value="lam" />
          {ready.map((row) => (
            <input key={row.id} type="hidden" name="chon" value={`${row.id}.${row.version}`} />
          ))}
          {action === 'tra-lai' && (
            <TextField form={form} name="reason" text={t.bulkReason as [string, string]} required />
          )}
          <p>
            <button class="button">{t.bulkButton(ready.length)}</button>
          </p>
        </form>
      )}
      <p>
        <a href={staffPath()}>{t.bulkBack}</a>
      </p>
    </StaffPage>
  );
};
