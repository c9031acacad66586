import type { VNode } from 'preact';
import type { Role } from '#server/people/account.ts';
import type { OutsideIdentity } from '#server/people/outside-identity.ts';
import { Badge } from '#web/frame/badge.tsx';
import { TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { RightsFields, roleNames, type PersonChoices } from '#web/people/person-fields.tsx';
import { PersonRights, type RightView } from './person-rights.tsx';
import { PersonSessions, type PersonSessionsProps } from './person-sessions.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { peoplePath, personActionPath, personPath } from '#web/paths/people.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.people;

export interface PersonView {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly unit: string;
  readonly roles: readonly Role[];
  readonly disabled: boolean;
  /** One-time codes are asked for. */
  readonly secondFactor: boolean;
  /** Who the person is at the sign-in service; null for whoever signs in here alone. */
  readonly identity: Pick<OutsideIdentity, 'name' | 'byRules'> | null;
}

export interface StaffPeopleProps {
  readonly frame: PageFrame;
  readonly people: readonly PersonView[];
  readonly next: string | null;
  readonly first: string | null;
  readonly form: FormState;
  /** Null when the viewer only looks. */
  readonly choices: PersonChoices | null;
}

/** A password that is shown this once. */
export interface FreshPassword {
  readonly username: string;
  readonly password: string;
}

const PersonRow = ({ person }: { person: PersonView }): VNode => (
  <li class="task">
    <div>
      <h3>
        <a href={personPath(person.id)}>{person.displayName}</a>
      </h3>
      <p class="meta">{[person.username, person.unit, roleNames(person.roles)].join(' · ')}</p>
    </div>
    <p>
      <Badge
        tone={person.disabled ? 'bad' : 'good'}
        label={person.disabled ? t.disabled : t.active}
      />
    </p>
    <p>
      <a class="button plain" href={personPath(person.id)}>
        {t.open}
        <span class="hidden">{t.of(person.displayName)}</span>
      </a>
    </p>
  </li>
);

const PersonFields = ({ form, choices }: { form: FormState; choices: PersonChoices }): VNode => (
  <>
    <TextField form={form} name="displayName" text={t.displayName as [string]} required />
    <RightsFields form={form} choices={choices} />
  </>
);

export const Password = ({ fresh }: { fresh: FreshPassword }): VNode => (
  <div class="notice good stack" role="status">
    <h2>{t.passwordTitle(fresh.username)}</h2>
    <p>
      <code class="secret">{fresh.password}</code>
    </p>
    <p>{t.passwordNote}</p>
  </div>
);

const PeopleList = ({
  people,
  next,
  first,
}: Pick<StaffPeopleProps, 'people' | 'next' | 'first'>): VNode => (
  <section aria-labelledby="ds">
    <h2 id="ds">{t.list}</h2>
    {people.length === 0 ? (
      <p class="meta">{t.none}</p>
    ) : (
      <ul class="rows">
        {people.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </ul>
    )}
    <p class="row">
      {first !== null && <a href={first}>{t.first}</a>}
      {next !== null && (
        <a href={next} rel="next">
          {t.more}
        </a>
      )}
    </p>
  </section>
);

const AddPerson = ({ form, choices }: { form: FormState; choices: PersonChoices }): VNode => (
  <section class="stack narrow" aria-labelledby="them">
    <h2 id="them">{t.add}</h2>
    <p class="meta">{t.addLead}</p>
    <form class="stack" method="post" action={peoplePath()} noValidate>
      <TextField
        form={form}
        name="username"
        text={t.username as [string, string]}
        required
        autocomplete="off"
        short
      />
      <PersonFields form={form} choices={choices} />
      <p>
        <button class="button">{t.create}</button>
      </p>
    </form>
  </section>
);

export const StaffPeoplePage = ({
  frame,
  people,
  next,
  first,
  form,
  choices,
}: StaffPeopleProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.title}
    errors={form.errors}
    errorTitle={t.errorTitle}
    aside={
      choices !== null && (
        <a class="button" href="#them">
          {t.add}
        </a>
      )
    }
  >
    <PeopleList people={people} next={next} first={first} />
    {choices !== null && <AddPerson form={form} choices={choices} />}
  </StaffPage>
);

export interface StaffPersonProps {
  readonly frame: PageFrame;
  readonly person: PersonView;
  readonly form: FormState;
  /** Null when the viewer may not change this account. */
  readonly choices: PersonChoices | null;
  readonly you: boolean;
  readonly fresh: FreshPassword | null;
  readonly notice: string | null;
  readonly rights: readonly RightView[];
  /** Whoever compiled or compared something does not approve it. */
  readonly twoPersons: boolean;
  /** Null where they are not this viewer's to see. */
  readonly sessions: PersonSessionsProps['sessions'] | null;
  /** What the person did of late; null where the viewer does not read it. */
  readonly did: string | null;
}

const OneButton = ({
  id,
  action,
  label,
  lead,
  danger = false,
}: {
  id: string;
  action: 'khoa' | 'mo' | 'mat-khau' | 'hai-buoc' | 'bo-gan';
  label: string;
  lead: string;
  danger?: boolean;
}): VNode => (
  <form class="card stack" method="post" action={personActionPath(id, action)}>
    <p>{lead}</p>
    <p>
      <button class={`button plain${danger ? ' danger' : ''}`}>{label}</button>
    </p>
  </form>
);

const Facts = ({ person }: { person: PersonView }): VNode => (
  <dl class="facts">
    <dt>{t.username[0]}</dt>
    <dd>{person.username}</dd>
    <dt>{t.unitId[0]}</dt>
    <dd>{person.unit}</dd>
    <dt>{t.roles[0]}</dt>
    <dd>{roleNames(person.roles)}</dd>
  </dl>
);

const PersonActions = ({ person }: { person: PersonView }): VNode => (
  <div class="stack">
    <OneButton id={person.id} action="mat-khau" label={t.newPassword} lead={t.newPasswordLead} />
    {person.secondFactor && (
      <OneButton id={person.id} action="hai-buoc" label={t.resetFactor} lead={t.resetFactorLead} />
    )}
    {person.identity !== null && (
      <OneButton
        id={person.id}
        action="bo-gan"
        label={t.untie}
        lead={t.untieLead(person.identity.name, person.identity.byRules)}
      />
    )}
    {person.disabled ? (
      <OneButton id={person.id} action="mo" label={t.enable} lead={t.enableLead} />
    ) : (
      <OneButton id={person.id} action="khoa" label={t.disable} lead={t.disableLead} danger />
    )}
  </div>
);

/** What the person may do, did of late, and where they are signed in. */
const WhatAndWhere = ({
  person,
  rights,
  twoPersons,
  sessions,
  did,
}: Pick<StaffPersonProps, 'person' | 'rights' | 'twoPersons' | 'sessions' | 'did'>): VNode => (
  <>
    <PersonRights
      rights={rights}
      unit={person.unit}
      disabled={person.disabled}
      twoPersons={twoPersons}
    />
    {did !== null && (
      <p>
        <a href={did}>{t.did}</a>
      </p>
    )}
    {sessions !== null && <PersonSessions id={person.id} sessions={sessions} />}
  </>
);

export const StaffPersonPage = ({
  frame,
  person,
  form,
  choices,
  you,
  fresh,
  notice,
  ...more
}: StaffPersonProps): VNode => (
  <StaffPage
    frame={frame}
    title={person.displayName}
    errors={form.errors}
    errorTitle={t.errorTitle}
    notice={notice}
    crumbs={[{ label: t.title, href: peoplePath() }]}
    aside={
      <Badge
        tone={person.disabled ? 'bad' : 'good'}
        label={person.disabled ? t.disabled : t.active}
      />
    }
  >
    {fresh !== null && <Password fresh={fresh} />}
    {choices === null ? (
      <>
        <p>{you ? t.you : t.readOnly}</p>
        <Facts person={person} />
      </>
    ) : (
      <div class="split">
        <form class="stack" method="post" action={personActionPath(person.id, 'luu')} noValidate>
          <p class="meta">
            {t.username[0]}: {person.username}
          </p>
          <PersonFields form={form} choices={choices} />
          <p>
            <button class="button">{t.save}</button>
          </p>
        </form>
        <PersonActions person={person} />
      </div>
    )}
    <WhatAndWhere {...more} person={person} />
  </StaffPage>
);
