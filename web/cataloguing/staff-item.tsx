import type { VNode } from 'preact';
import type { ItemOrigin, ItemState } from '#server/items/item.ts';
import { Badge } from '#web/frame/badge.tsx';
import { ErrorSummary } from '#web/frame/error-summary.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import {
  ApprovalFields,
  LawFields,
  MoreFields,
  RequiredFields,
  type NameOffers,
} from './item-fields.tsx';
import { History, StaffFiles, type HistoryEvent, type StaffFile } from './item-file-list.tsx';
import { ReaderOpinions, type OpinionsView } from '#web/figures/reader-opinions.tsx';
import { ItemStandings, type ItemStandingView } from '#web/delivery/item-standings.tsx';
import { ItemVisits, type VisitsView } from '#web/figures/reader-visits.tsx';
import { Likenesses, type LikenessView } from './likeness.tsx';
import { RecordStep, StepList, WHOLE_FORM } from './record-steps.tsx';
import { UnitField, type UnitChoice } from './unit-field.tsx';
import { Unsaved } from './unsaved.tsx';
import { Recall, WhereItIs } from './where-it-is.tsx';
import type { Whereabouts } from '#server/workflow/whereabouts.ts';
import { Suggestions } from './suggestions.tsx';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import type { Suggestion } from '#server/cataloguing/suggestion.ts';
import { Facts, type FactView } from './facts.tsx';
import { TextField, type FormErrors, type FormValues } from '#web/frame/form-field.tsx';
import type { UploadLimits } from '#web/frame/upload-form.tsx';
import { approvalPath, staffPath, staffReviewPath } from '#web/paths/workflow.ts';
import { itemHoldingsPath } from '#web/paths/holdings.ts';
import { itemPath } from '#web/paths/reading.ts';
import { staffItemActionPath, staffItemPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.edit;

export interface StaffItemProps {
  readonly frame: PageFrame;
  readonly item: {
    readonly id: string;
    readonly slug: string;
    readonly title: string;
    readonly state: ItemState;
    readonly version: number;
    readonly updatedAt: string;
    readonly origin?: ItemOrigin | null;
  };
  /** Who manages it (khoản 2 Điều 6 Quyết định 14/2019/QĐ-TTg). */
  readonly unitName: string;
  readonly units: UnitChoice;
  /** Every field of the form by name; on an error exactly what was posted. */
  readonly values: FormValues;
  readonly errors: FormErrors;
  /** Beside fields that a machine filled in. */
  readonly marks: Readonly<Record<string, string>>;
  /** The version that the values were typed from. */
  readonly version: number;
  /** What the files propose; null when nobody asked. */
  readonly suggestions: readonly Suggestion[] | null;
  /** Where it is now, for whoever sent it. */
  readonly whereabouts: Whereabouts | null;
  readonly likeness: LikenessView;
  readonly offers: NameOffers;
  /** Parts of subjects by rank, hidden ones too. */
  readonly vocabulary: Vocabulary;
  /** When this person last typed here without saving; null when everything is saved. */
  readonly unsavedAt: string | null;
  /** Someone saved in between: the page says so and shows what was typed. */
  readonly conflict: boolean;
  /** What was just done, or null. */
  readonly notice: string | null;
  readonly files: readonly StaffFile[];
  readonly limits: UploadLimits;
  /** How it stands with the receivers it goes to. */
  readonly deliveries: readonly ItemStandingView[];
  /** How often it was visited; null while it never was published. */
  readonly visits: VisitsView | null;
  /** What readers say of it; null while it never was published. */
  readonly opinions: OpinionsView | null;
  /** Newest first. */
  readonly history: readonly HistoryEvent[];
  readonly facts: readonly FactView[];
  readonly returned: string;
  /**
   * What this person may do; the page shows buttons for nothing else. `publish` publishes straight
   * from the form.
   */
  readonly may: {
    readonly edit: boolean;
    readonly copy: boolean;
    readonly attach: boolean;
    readonly retry: boolean;
    readonly recall: boolean;
    readonly publish: boolean;
    readonly withdraw: boolean;
    readonly restore: boolean;
  };
}

const Conflict = ({ id }: { id: string }): VNode => (
  <div class="notice bad stack" role="alert">
    <h2>{t.conflictTitle}</h2>
    <p>
      {t.conflictText}{' '}
      <a href={staffItemPath(id)} target="_blank" rel="noopener">
        {t.openNew}
      </a>
    </p>
  </div>
);

const Version = ({ version }: { version: number }): VNode => (
  <input type="hidden" name="version" value={version} />
);

/** What the files propose, or the way to ask for it. */
const Proposals = ({
  item,
  suggestions,
  vocabulary,
}: Pick<StaffItemProps, 'item' | 'suggestions' | 'vocabulary'>): VNode | null => {
  if (suggestions === null)
    return (
      <p>
        <a href={staffItemPath(item.id, { suggest: true })}>{vi.suggestions.ask}</a>
      </p>
    );
  return suggestions.length > 0 ? (
    <Suggestions id={item.id} list={suggestions} vocabulary={vocabulary} />
  ) : null;
};

/** A draft may be saved and, by some, published at once; what was published is only saved. */
const SaveButtons = ({ item, may }: Pick<StaffItemProps, 'item' | 'may'>): VNode => {
  const first = item.state !== 'published' && item.state !== 'withdrawn';
  const publishes = first && may.publish;
  return (
    <>
      {publishes && <p class="meta">{t.publishNote}</p>}
      <p class="row save-bar">
        <button class={`button${publishes ? ' plain' : ''}`}>
          {first ? t.save : t.saveChanges}
        </button>
        {publishes && (
          <button class="button" formAction={staffItemActionPath(item.id, 'dang')}>
            {t.publish}
          </button>
        )}
      </p>
    </>
  );
};

const RecordForm = ({
  item,
  values,
  errors,
  marks,
  version,
  suggestions,
  offers,
  vocabulary,
  units,
  unsavedAt,
  may,
}: StaffItemProps): VNode => {
  const form = { values, errors, marks };
  return (
    <form
      class="stack"
      id={WHOLE_FORM}
      method="post"
      action={staffItemActionPath(item.id, 'luu')}
      noValidate
      data-island="item-form"
      data-autosave={unsavedAt === null ? staffItemActionPath(item.id, 'do-dang') : undefined}
    >
      <Version version={version} />
      {/* Enter in a field saves: the first button of a form is the one it presses. */}
      <button class="hidden" tabIndex={-1} aria-hidden="true">
        {t.save}
      </button>
      <Proposals item={item} suggestions={suggestions} vocabulary={vocabulary} />
      <StepList />
      <RecordStep n={1}>
        <RequiredFields form={form} offers={offers} vocabulary={vocabulary} />
        <UnitField form={form} units={units} />
      </RecordStep>
      <RecordStep n={2}>
        <LawFields form={form} />
      </RecordStep>
      <RecordStep n={3}>
        <MoreFields form={form} offers={offers} vocabulary={vocabulary} />
      </RecordStep>
      <RecordStep n={4}>
        <p class="help">{t.approvalNote}</p>
        <ApprovalFields form={form} />
        <p>
          <a href={approvalPath(item.id)}>{vi.approval.open}</a>
        </p>
      </RecordStep>
      <SaveButtons item={item} may={may} />
      <p class="meta" role="status" data-autosave-status={JSON.stringify(vi.unsaved.script)} />
    </form>
  );
};

const WithdrawForm = ({ item, values, errors }: StaffItemProps): VNode => (
  <section class="card stack" aria-labelledby="go-h">
    <h2 id="go-h">{t.withdraw}</h2>
    <p>{t.withdrawLead}</p>
    <form class="stack" method="post" action={staffItemActionPath(item.id, 'go')}>
      <Version version={item.version} />
      <TextField form={{ values, errors }} name="reason" text={[t.withdrawReason]} required />
      <TextField
        form={{ values, errors }}
        name="supersededBy"
        text={t.supersededBy as [string, string]}
      />
      <button class="button plain danger">{t.withdraw}</button>
    </form>
  </section>
);

const RestoreForm = ({ item }: Pick<StaffItemProps, 'item'>): VNode => (
  <form class="card stack" method="post" action={staffItemActionPath(item.id, 'dang-lai')}>
    <Version version={item.version} />
    <p>{t.republishNote}</p>
    <button class="button">{t.republish}</button>
  </form>
);

const DuplicateForm = ({ id }: { id: string }): VNode => (
  <form class="card stack" method="post" action={staffItemActionPath(id, 'chep')}>
    <p>{t.duplicateNote}</p>
    <p>
      <button class="button plain">{t.duplicate}</button>
    </p>
  </form>
);

const StateLine = ({ item }: Pick<StaffItemProps, 'item'>): VNode => (
  <p class="row">
    <Badge
      tone={item.state === 'published' ? 'good' : item.state === 'withdrawn' ? 'bad' : ''}
      label={vi.state[item.state]}
    />
    <span class="meta">{vi.work.saved(vi.units.moment(item.updatedAt))}</span>
    <a href={staffReviewPath(item.id)}>{vi.review.open}</a>
    <a href={itemHoldingsPath(item.id)}>{vi.holdings.ofItem}</a>
    {item.state === 'published' && <a href={itemPath(item.id, item.slug)}>{t.view}</a>}
  </p>
);

/** Where a record of another library came from, and that it is gone there. */
const OriginLines = ({ origin: { source, id, goneAt } }: { origin: ItemOrigin }): VNode => (
  <>
    <p class="meta">{t.origin(source, id)}</p>
    {goneAt !== undefined && <p class="notice bad">{t.gone(vi.units.moment(goneAt))}</p>}
  </>
);

/** The record: what state it is in, what was done or went wrong, and its form. */
const RecordColumn = (props: StaffItemProps & { name: string }): VNode => {
  const { item, errors, name, notice, returned, unsavedAt } = props;
  return (
    <div class="stack">
      <h1 class={name.length > 120 ? 'long' : undefined}>{name}</h1>
      <StateLine item={item} />
      <WhereItIs whereabouts={props.whereabouts} />
      {props.may.recall && <Recall id={item.id} />}
      <p class="meta">{t.unit(props.unitName)}</p>
      {item.origin && <OriginLines origin={item.origin} />}
      {notice !== null && (
        <p class="notice good" role="status">
          {notice}
        </p>
      )}
      {props.conflict && <Conflict id={item.id} />}
      <ErrorSummary heading={t.errorTitle(Object.keys(errors).length)} errors={errors} />
      {returned !== '' && (
        <p class="notice bad">
          <b>{vi.review.returned}</b> {returned}
        </p>
      )}
      {unsavedAt !== null && <Unsaved id={item.id} at={unsavedAt} />}
      <Likenesses likeness={props.likeness} />
      {props.may.edit ? <RecordForm {...props} /> : <Facts facts={props.facts} />}
    </div>
  );
};

/**
 * What stands beside the record: files, what else can be done with it, how it is used, what
 * happened.
 */
const BesideRecord = (props: StaffItemProps): VNode => {
  const { item, may, visits, opinions } = props;
  return (
    <div class="stack">
      <StaffFiles itemId={item.id} files={props.files} limits={props.limits} may={may} />
      {item.state === 'published' && may.withdraw && <WithdrawForm {...props} />}
      {item.state === 'withdrawn' && may.restore && <RestoreForm item={item} />}
      <ItemStandings standings={props.deliveries} />
      {visits !== null && <ItemVisits visits={visits} />}
      {opinions !== null && <ReaderOpinions opinions={opinions} beside />}
      {may.copy && <DuplicateForm id={item.id} />}
      <History events={props.history} />
    </div>
  );
};

export const StaffItemPage = (props: StaffItemProps): VNode => {
  const { frame, item, errors } = props;
  const wrong = Object.keys(errors).length;
  const name = item.title === '' ? t.untitled : item.title;
  return (
    <Frame
      {...frame}
      title={wrong > 0 ? vi.form.errorsInTitle(wrong, name) : `${t.title}: ${name}`}
      noindex
      staff
      island
      crumbs={[{ label: vi.frame.work, href: staffPath() }]}
    >
      <main class="wrap" id="noi-dung">
        <div class="split">
          <RecordColumn {...props} name={name} />
          <BesideRecord {...props} />
        </div>
      </main>
    </Frame>
  );
};
