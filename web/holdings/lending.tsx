import type { VNode } from 'preact';
import type { Holding, Loan } from '#server/holdings/holding.ts';
import { holdingActionPath } from '#web/paths/holdings.ts';
import { vi } from '#web/text/vi.ts';
import { Badge } from '#web/frame/badge.tsx';
import { SelectField, TextField, type FieldProps, type FormState } from '#web/frame/form-field.tsx';

const t = vi.loans;

export interface LendingView {
  /** Days since it was due; 0 while it is not. */
  readonly overdueDays: number;
  /** Who has it: only for those who lend here. */
  readonly loan: Loan | null;
  readonly form: FormState;
}

interface LendingProps {
  readonly holding: Holding;
  readonly version: number;
  readonly may: { readonly lend: boolean };
  readonly lending: LendingView;
}

export const DueBadge = ({ dueOn, overdueDays }: { dueOn: string; overdueDays: number }): VNode =>
  overdueDays > 0 ? (
    <Badge tone="bad" label={t.overdue(vi.units.count(overdueDays))} />
  ) : (
    <Badge label={t.due(vi.units.date(dueOn))} />
  );

const RETURNED = (['con', 'hong', 'mat'] as const).map((value) => ({
  value,
  label: t.states[value],
}));

const field = (
  form: FormState,
  name: string,
  text: readonly string[],
): Pick<FieldProps, 'form' | 'name' | 'text'> => ({ form, name, text: text as [string, string?] });

const Lend = ({ holding, version, lending: { form } }: LendingProps): VNode => (
  <section class="card stack" aria-labelledby="muon-h">
    <h2 id="muon-h">{t.lend}</h2>
    <form
      class="stack"
      method="post"
      action={holdingActionPath(holding.id, 'cho-muon')}
      noValidate
      autocomplete="off"
    >
      <input type="hidden" name="version" value={version} />
      <TextField {...field(form, 'borrower', t.borrower)} required />
      <TextField {...field(form, 'contact', t.contact)} required />
      <TextField {...field(form, 'dueOn', t.dueOn)} required short />
      <p class="meta">{t.privacy}</p>
      <p>
        <button class="button">{t.lendButton}</button>
      </p>
    </form>
  </section>
);

const Back = ({
  holding,
  version,
  lending: { form, loan, overdueDays },
}: LendingProps & { lending: { loan: Loan } }): VNode => (
  <section class="card stack" aria-labelledby="tra-h">
    <h2 id="tra-h">{t.back}</h2>
    <p>
      <DueBadge dueOn={loan.dueOn} overdueDays={overdueDays} />
    </p>
    <dl class="facts">
      <dt>{t.lentTo}</dt>
      <dd>{loan.borrower}</dd>
      <dt>{t.contactLabel}</dt>
      <dd>{loan.contact}</dd>
      <dt>{t.lentOn}</dt>
      <dd>{vi.units.date(loan.lentOn)}</dd>
      <dt>{t.dueLabel}</dt>
      <dd>
        {vi.units.date(loan.dueOn)}
        {loan.renewals > 0 && `, ${t.renewals(vi.units.count(loan.renewals))}`}
      </dd>
    </dl>
    <form class="stack" method="post" action={holdingActionPath(holding.id, 'tra')} noValidate>
      <input type="hidden" name="version" value={version} />
      <SelectField {...field(form, 'returned', t.returned)} required options={RETURNED} />
      <p>
        <button class="button">{t.backButton}</button>
      </p>
    </form>
    <form class="stack" method="post" action={holdingActionPath(holding.id, 'gia-han')} noValidate>
      <input type="hidden" name="version" value={version} />
      <TextField {...field(form, 'dueOn', t.newDue)} required short />
      <p>
        <button class="button plain">{t.renewButton}</button>
      </p>
    </form>
  </section>
);

/** What can be done with a copy at the desk; who has it is for those who lend here alone. */
export const Lending = (props: LendingProps): VNode | null => {
  const { holding, may, lending } = props;
  if (holding.state === 'dang-muon')
    return may.lend && lending.loan !== null ? (
      <Back {...props} lending={{ ...lending, loan: lending.loan }} />
    ) : (
      <p>{t.out}</p>
    );
  return holding.state === 'con' && may.lend ? <Lend {...props} /> : null;
};
