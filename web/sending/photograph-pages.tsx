import type { VNode } from 'preact';
import type { Photograph } from '#server/items/photograph.ts';
import { photographPath, photographPreviewPath, sendPath } from '#web/paths/sending.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.sending;

interface PageProps {
  readonly id: string;
  readonly page: Photograph;
  /** From 1. */
  readonly number: number;
  readonly last: boolean;
}

const PressButton = ({
  id,
  page,
  number,
  press,
  label,
  disabled = false,
}: Pick<PageProps, 'id' | 'page' | 'number'> & {
  press: string;
  label: string;
  disabled?: boolean;
}): VNode => (
  <button
    class="button plain"
    name="viec"
    value={`${press}.${page.id}`}
    data-press={press}
    // The page comes back where the button stood.
    formAction={`${sendPath(id)}#trang-${page.id}`}
    formNoValidate
    disabled={disabled}
  >
    {label}
    <span class="hidden">{t.ofPage(number)}</span>
  </button>
);

const Choice = ({ name, on, label }: { name: string; on: boolean; label: string }): VNode => (
  <label class="choice">
    <input type="checkbox" name={name} value="1" checked={on} /> {label}
  </label>
);

const Page = ({ id, page, number, last }: PageProps): VNode => {
  const press = { id, page, number };
  return (
    <li class={`photograph${page.left ? ' left' : ''}`} id={`trang-${page.id}`} data-page={page.id}>
      <input type="hidden" name="trang" value={page.id} />
      <input type="hidden" name={`xoay.${page.id}`} value={page.turn} data-turn={page.turn} />
      <h3>{t.page(number)}</h3>
      <a class="photograph-picture" href={photographPreviewPath(id, page.id, page)}>
        <img
          src={photographPreviewPath(id, page.id, page)}
          alt={t.pageAlt(number, page.name)}
          loading="lazy"
          decoding="async"
          width={240}
          height={320}
        />
      </a>
      <div class="stack">
        <div class="field">
          <label for={`thu-tu.${page.id}`}>
            {t.place}
            <span class="hidden">{t.ofPage(number)}</span>
          </label>
          <input
            id={`thu-tu.${page.id}`}
            name={`thu-tu.${page.id}`}
            class="place"
            inputMode="numeric"
            value={number}
            autocomplete="off"
          />
        </div>
        <p class="row">
          <PressButton {...press} press="len" label={t.up} disabled={number === 1} />
          <PressButton {...press} press="xuong" label={t.down} disabled={last} />
          <PressButton {...press} press="xoay" label={t.turn} />
        </p>
        <Choice name={`bo.${page.id}`} on={page.left} label={t.leave} />
        <Choice name={`nguyen.${page.id}`} on={page.whole} label={t.whole} />
        <p class="meta">
          <a href={photographPath(id, page.id)}>
            {t.original}
            <span class="hidden">{t.ofPage(number)}</span>
          </a>
        </p>
      </div>
    </li>
  );
};

/** The pages in order: to be moved, turned, left out; each button is one of the form. */
export const PhotographPages = ({
  id,
  pages,
}: {
  id: string;
  pages: readonly Photograph[];
}): VNode => (
  <section class="stack" aria-labelledby="trang-h">
    <h2 id="trang-h">{t.pages(pages.length)}</h2>
    <p class="help">{t.pagesLead}</p>
    <ol class="photographs" data-island="arrange-pages" data-text={JSON.stringify(t.script)}>
      {pages.map((page, i) => (
        <Page key={page.id} id={id} page={page} number={i + 1} last={i === pages.length - 1} />
      ))}
    </ol>
    <p role="status" class="meta" data-said />
    {pages.length > 1 && (
      <p>
        <button class="button plain" name="viec" value="xep" formNoValidate data-press="xep">
          {t.order}
        </button>
      </p>
    )}
  </section>
);
