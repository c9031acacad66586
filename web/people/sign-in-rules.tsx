import type { VNode } from 'preact';
import type { Role } from '#server/people/account.ts';
import { TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { RightsFields, roleNames, type PersonChoices } from '#web/people/person-fields.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { signInRuleDeletePath, signInRulesPath } from '#web/paths/people.ts';
import { staffListsPath } from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.signInRules;
const LISTS = [{ label: vi.lists.title, href: staffListsPath() }];

export interface RuleView {
  readonly id: string;
  readonly claim: string;
  readonly value: string;
  readonly unit: string;
  readonly roles: readonly Role[];
  readonly changedBy: string;
  readonly changedAt: string;
}

export interface SignInRulesProps {
  readonly frame: PageFrame;
  readonly rules: readonly RuleView[];
  readonly choices: PersonChoices;
  /** What people call the service; null where none is set. */
  readonly service: string | null;
  readonly form: FormState;
  readonly notice: string | null;
}

const RuleRow = ({ rule }: { rule: RuleView }): VNode => (
  <li class="task">
    <div>
      <h3>
        <code>
          {rule.claim} = {rule.value}
        </code>
      </h3>
      <p>{t.gives(rule.unit, roleNames(rule.roles))}</p>
      <p class="meta">{t.added(rule.changedBy, vi.units.day(rule.changedAt))}</p>
    </div>
    <form method="post" action={signInRuleDeletePath(rule.id)}>
      <button class="button plain danger">
        {t.remove}
        <span class="hidden">{t.of(rule.value)}</span>
      </button>
    </form>
  </li>
);

const AddRule = ({ form, choices }: Pick<SignInRulesProps, 'form' | 'choices'>): VNode => (
  <section class="stack narrow" aria-labelledby="them">
    <h2 id="them">{t.add}</h2>
    <form class="stack" method="post" action={signInRulesPath()} noValidate>
      <TextField form={form} name="claim" text={t.claim as [string, string]} required />
      <TextField form={form} name="value" text={t.value as [string, string]} required />
      <RightsFields form={form} choices={choices} />
      <p>
        <button class="button">{t.add}</button>
      </p>
    </form>
  </section>
);

/** Whom the authority's sign-in service brings in, and as what. */
export const SignInRulesPage = ({
  frame,
  rules,
  choices,
  service,
  form,
  notice,
}: SignInRulesProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.title}
    crumbs={LISTS}
    notice={notice}
    errors={form.errors}
    errorTitle={t.errorTitle}
  >
    <p>{t.lead}</p>
    {service === null && <p class="notice">{t.noService}</p>}
    <section aria-labelledby="ds">
      <h2 id="ds">{t.list}</h2>
      {rules.length === 0 ? (
        <p class="meta">{t.none}</p>
      ) : (
        <ul class="rows">
          {rules.map((rule) => (
            <RuleRow key={rule.id} rule={rule} />
          ))}
        </ul>
      )}
    </section>
    <AddRule form={form} choices={choices} />
  </StaffPage>
);
