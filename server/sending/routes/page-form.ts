import type { Photograph, Turn } from '#server/items/photograph.ts';
import { TURNS } from '#server/items/photograph.ts';
import { listOf, wordOf } from '#server/http/staff-form.ts';
import { arranged, PAGE_PRESSES, pressed, type PagePress, type PageWish } from '../page-order.ts';

type Body = Readonly<Record<string, unknown>>;

function wishOf(body: Body, { id }: Photograph): PageWish {
  const place = Number.parseInt(wordOf(body, `thu-tu.${id}`), 10);
  const turn = Number(wordOf(body, `xoay.${id}`));
  return {
    place: Number.isNaN(place) ? null : place,
    turn: TURNS.find((t) => t === turn) ?? (0 as Turn),
    left: wordOf(body, `bo.${id}`) !== '',
    whole: wordOf(body, `nguyen.${id}`) !== '',
  };
}

/** The pages as the form has them; it names those it shows, in the order in which it shows them. */
export function pagesOf(body: Body, pages: readonly Photograph[]): readonly Photograph[] {
  const shown = listOf(body, 'trang');
  const known = new Map(pages.map((page) => [page.id, page]));
  const ordered = [
    ...shown.flatMap((id) => known.get(id) ?? []),
    ...pages.filter(({ id }) => !shown.includes(id)),
  ];
  const asked = new Set(shown);
  return arranged(
    ordered,
    new Map(ordered.filter(({ id }) => asked.has(id)).map((page) => [page.id, wishOf(body, page)])),
  );
}

/** The button of a page that was pressed, `xoay.id`; null for another. */
function pressOf(body: Body): { readonly press: PagePress; readonly id: string } | null {
  const [word = '', id = ''] = wordOf(body, 'viec').split('.');
  const press = PAGE_PRESSES.find((one) => one === word);
  return press === undefined ? null : { press, id };
}

/** The pages after the button of the form was pressed. */
export function pagesAfter(body: Body, pages: readonly Photograph[]): readonly Photograph[] {
  const now = pagesOf(body, pages);
  const press = pressOf(body);
  return press === null ? now : pressed(now, press.id, press.press);
}
