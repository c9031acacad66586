import type { VNode } from 'preact';
import { manyValues, type FormValues } from '#web/frame/form-field.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { staffItemActionPath, staffItemPath } from '#web/paths/cataloguing.ts';
import { staffPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.merge;

export interface MergeField {
  readonly field: string;
  readonly label: string;
  readonly base: string;
  readonly theirs: string;
  readonly yours: string;
}

export interface StaffMergeProps {
  readonly frame: PageFrame;
  readonly item: { readonly id: string; readonly title: string };
  /**
   * Everything that was typed, merged with what only the others changed; `version` is the stored
   * one.
   */
  readonly values: FormValues;
  readonly both: readonly MergeField[];
  /** What only the others changed. */
  readonly kept: readonly {
    readonly label: string;
    readonly before: string;
    readonly after: string;
  }[];
}

const shown = (text: string): string => (text === '' ? t.empty : text);

const Choice = ({ field }: { field: MergeField }): VNode => (
  <fieldset class="card">
    <legend>{t.legend(field.label)}</legend>
    <div class="merge">
      <label class="choice">
        <input type="radio" name={`chon.${field.field}`} value="ho" />{' '}
        <span>
          <b>{t.theirs}</b>
          <br />
          {shown(field.theirs)}
        </span>
      </label>
      <label class="choice">
        <input type="radio" name={`chon.${field.field}`} value="toi" checked />{' '}
        <span>
          <b>{t.yours}</b>
          <br />
          {shown(field.yours)}
        </span>
      </label>
      <p class="meta">
        <b>{t.base}</b>
        <br />
        {shown(field.base)}
      </p>
    </div>
  </fieldset>
);

/**
 * Two people edited the same version. The page shows what both changed side by side and loses
 * nothing that was typed.
 */
export const StaffMergePage = ({ frame, item, values, both, kept }: StaffMergeProps): VNode => (
  <Frame
    {...frame}
    title={`${t.title}: ${item.title}`}
    noindex
    staff
    crumbs={[{ label: vi.frame.work, href: staffPath() }]}
  >
    <main class="wrap stack" id="noi-dung">
      <h1>{item.title}</h1>
      <div class="notice bad stack" role="alert">
        <h2>{vi.edit.conflictTitle}</h2>
        <p>
          {t.lead}{' '}
          <a href={staffItemPath(item.id)} target="_blank" rel="noopener">
            {vi.edit.openNew}
          </a>
        </p>
      </div>
      <form class="stack" method="post" action={staffItemActionPath(item.id, 'luu')}>
        {Object.keys(values).flatMap((name) =>
          manyValues(values, name).map((value, i) => (
            <input key={`${name}-${i}`} type="hidden" name={name} value={value} />
          )),
        )}
        {both.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          both.map((field) => <Choice key={field.field} field={field} />)
        )}
        <p class="row">
          <button class="button">{t.save}</button>
          <button class="button plain" formAction={staffItemActionPath(item.id, 'sua-tiep')}>
            {t.edit}
          </button>
        </p>
      </form>
      {kept.length > 0 && (
        <section aria-labelledby="giu">
          <h2 id="giu">{t.settled}</h2>
          <dl class="facts">
            {kept.map((c) => (
              <>
                <dt>{c.label}</dt>
                <dd>
                  {shown(c.after)}
                  <br />
                  <del>{shown(c.before)}</del>
                </dd>
              </>
            ))}
          </dl>
        </section>
      )}
    </main>
  </Frame>
);
