import type { VNode } from 'preact';
import { STAGES } from '#server/base/stage.ts';
import { EVERYTHING, isNarrow, sameFilter } from '#server/workflow/queue-filter.ts';
import type { QueueFilter, SavedFilter } from '#server/people/saved-filter.ts';
import { SUBJECTS } from '#server/vocabulary/subject.ts';
import { queueFields, savedFilterPath, staffPath, staffQueuePath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';
import { ErrorSummary } from '#web/frame/error-summary.tsx';
import { SelectField, TextField, type FormState, type Option } from '#web/frame/form-field.tsx';

const t = vi.work;

export interface QueueFiltersView {
  readonly chosen: QueueFilter;
  readonly saved: readonly SavedFilter[];
  /** Units whose items this person sees. */
  readonly units: readonly Option[];
  /** The name just typed and what is wrong with it. */
  readonly naming: FormState;
}

const STAGE_OPTIONS: readonly Option[] = [
  { value: '', label: t.anyStage },
  ...STAGES.map((stage) => ({ value: stage, label: vi.state[stage] })),
];
const SUBJECT_OPTIONS: readonly Option[] = [
  { value: '', label: t.anySubject },
  ...SUBJECTS.map(({ code, label }) => ({ value: code, label })),
];

const Hidden = ({ filter }: { filter: QueueFilter }): VNode => (
  <>
    {Object.entries(queueFields(filter)).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
  </>
);

/** A plain GET form: what is chosen stands in the address. */
const Choose = ({
  chosen,
  units,
  naming,
}: Pick<QueueFiltersView, 'chosen' | 'units' | 'naming'>): VNode => {
  const form = {
    values: {
      'trang-thai': chosen.stage ?? '',
      'don-vi': chosen.unitId,
      'chu-de': chosen.subject,
      tu: chosen.text,
    },
    errors: naming.errors,
  };
  return (
    <form class="stack" method="get" action={staffPath()}>
      <div class="pair">
        <SelectField
          form={form}
          name="trang-thai"
          text={t.filterStage}
          choosing
          options={STAGE_OPTIONS}
        />
        {units.length > 1 && (
          <SelectField
            form={form}
            name="don-vi"
            text={t.filterUnit}
            choosing
            options={[{ value: '', label: t.anyUnit }, ...units]}
          />
        )}
        <SelectField
          form={form}
          name="chu-de"
          text={t.filterSubject}
          choosing
          options={SUBJECT_OPTIONS}
        />
        <TextField form={form} name="tu" text={t.filterText} choosing />
      </div>
      <div class="options">
        <label class="choice">
          <input type="checkbox" name="qua-han" value="1" checked={chosen.overdue} />{' '}
          {t.filterOverdue}
        </label>
        <label class="choice">
          <input type="checkbox" name="cua" value="toi" checked={chosen.mine} /> {t.onlyMine}
        </label>
      </div>
      <p class="row">
        <button class="button plain">{t.filterSubmit}</button>
      </p>
    </form>
  );
};

/**
 * Saved filters of the queue as chips, the form that filters, and the forms that save the chosen
 * filter under a name or remove it.
 */
export const QueueFilters = ({
  filters: { chosen, saved, units, naming },
}: {
  filters: QueueFiltersView;
}): VNode => {
  const kept = saved.find((f) => sameFilter(f, chosen));
  const wrong = Object.keys(naming.errors).length > 0;
  const active = isNarrow(chosen) || (chosen.stage !== null && chosen.mine) || wrong;
  return (
    <>
      {saved.length > 0 && (
        <nav aria-label={t.filters}>
          <ul class="chips">
            {saved.map((f) => (
              <li key={f.name}>
                <a href={staffQueuePath(f)} aria-current={f === kept ? 'true' : undefined}>
                  {f.name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <details class="card" open={wrong}>
        <summary>{active ? t.filtering : t.filter}</summary>
        <div class="stack">
          <Choose chosen={chosen} units={units} naming={naming} />
          <ErrorSummary heading={t.filterError} errors={naming.errors} />
          {active && kept === undefined && (
            <form class="stack narrow" method="post" action={savedFilterPath('luu')} noValidate>
              <Hidden filter={chosen} />
              <TextField form={naming} name="ten" text={t.filterName} required />
              <p>
                <button class="button plain">{t.filterSave}</button>
              </p>
            </form>
          )}
          {kept !== undefined && (
            <form method="post" action={savedFilterPath('xoa')}>
              <input type="hidden" name="ten" value={kept.name} />
              <button class="button plain">{t.filterRemove(kept.name)}</button>
            </form>
          )}
        </div>
      </details>
      {!sameFilter(chosen, EVERYTHING) && (
        <p>
          <a href={staffPath()}>{t.filterClear}</a>
        </p>
      )}
    </>
  );
};
