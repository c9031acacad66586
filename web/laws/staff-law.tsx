import { Fragment, type VNode } from 'preact';
import { LAW_STATES, type LawSource, type LawState } from '#server/laws/law-record.ts';
import { ErrorSummary } from '#web/frame/error-summary.tsx';
import {
  SelectField,
  TextArea,
  TextField,
  type FieldProps,
  type FormErrors,
  type FormValues,
} from '#web/frame/form-field.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { lawPath, staffLawPath, staffLawsPath } from '#web/paths/laws.ts';
import { staffPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.laws;
const STATES = LAW_STATES.map(({ code, label }) => ({ value: code, label }));

export interface StaffLawProps {
  readonly frame: PageFrame;
  /** Null for a new one. */
  readonly law: { readonly key: string; readonly number: string; readonly version: number } | null;
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly conflict: boolean;
  readonly saved: boolean;
  /** The list it was taken from last. */
  readonly source: LawSource | null;
  readonly mayEdit: boolean;
}

type Name = keyof typeof t.fields;

const Fields = ({ values, errors }: Pick<StaffLawProps, 'values' | 'errors'>): VNode => {
  const field = (name: Name): Pick<FieldProps, 'form' | 'name' | 'text'> => ({
    form: { values, errors },
    name,
    text: t.fields[name],
  });
  return (
    <>
      <h2>{t.facts}</h2>
      <TextField {...field('number')} required short />
      <TextField {...field('title')} />
      <div class="pair">
        <TextField {...field('kind')} />
        <TextField {...field('issuer')} />
      </div>
      <div class="pair">
        <TextField {...field('issued')} />
        <TextField {...field('signer')} />
      </div>
      <h2>{t.force}</h2>
      <SelectField {...field('state')} required options={STATES} />
      <div class="pair">
        <TextField {...field('effectiveFrom')} />
        <TextField {...field('effectiveTo')} />
      </div>
      <TextArea {...field('replacedBy')} rows={2} />
      <h2>{t.source}</h2>
      <TextField {...field('url')} />
      <div class="pair">
        <TextField {...field('vbplId')} />
        <TextField {...field('checkedAt')} />
      </div>
      <TextArea {...field('note')} rows={2} />
    </>
  );
};

/** What is known, for whoever may not change it. */
const Facts = ({ values }: Pick<StaffLawProps, 'values'>): VNode => (
  <dl class="facts">
    {(Object.keys(t.fields) as Name[])
      .filter((name) => values[name] !== '')
      .map((name) => (
        <Fragment key={name}>
          <dt>{t.fields[name][0]}</dt>
          <dd>{name === 'state' ? vi.names.lawState(values[name] as LawState) : values[name]}</dd>
        </Fragment>
      ))}
  </dl>
);

const Conflict = ({ law }: Pick<StaffLawProps, 'law'>): VNode => (
  <div class="notice bad stack" role="alert">
    <h2>{t.conflictTitle}</h2>
    <p>
      {t.conflictText}{' '}
      {law !== null && (
        <a href={staffLawPath(law.key)} target="_blank" rel="noopener">
          {t.openNew}
        </a>
      )}
    </p>
  </div>
);

const LawForm = ({
  law,
  values,
  errors,
}: Pick<StaffLawProps, 'law' | 'values' | 'errors'>): VNode => (
  <form class="stack" method="post" action={staffLawPath(law?.key ?? 'moi')} noValidate>
    <input type="hidden" name="version" value={law?.version ?? 0} />
    <Fields values={values} errors={errors} />
    <p>
      <button class="button">{t.save}</button>
    </p>
  </form>
);

export const StaffLawPage = (props: StaffLawProps): VNode => {
  const { frame, law, values, errors, conflict, saved, mayEdit } = props;
  const wrong = Object.keys(errors).length;
  const title = law === null ? t.create : law.number;
  return (
    <Frame
      {...frame}
      title={wrong > 0 ? vi.form.errorsInTitle(wrong, title) : `${t.edit}: ${title}`}
      noindex
      staff
      crumbs={[
        { label: vi.frame.work, href: staffPath() },
        { label: t.title, href: staffLawsPath() },
      ]}
    >
      <main class="wrap" id="noi-dung">
        <div class="stack narrow">
          <h1>{title}</h1>
          {law !== null && (
            <p>
              <a href={lawPath(law.number)}>{t.publicList}</a>
            </p>
          )}
          {saved && (
            <p class="notice good" role="status">
              {t.saved}
            </p>
          )}
          {conflict && <Conflict law={law} />}
          <ErrorSummary heading={t.errorTitle(wrong)} errors={errors} />
          {props.source !== null && (
            <p class="meta">{t.takenFrom(props.source.name, vi.units.date(props.source.on))}</p>
          )}
          {mayEdit ? <LawForm {...props} /> : <Facts values={values} />}
        </div>
      </main>
    </Frame>
  );
};
