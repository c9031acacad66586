import { postFiles, postForm, type Fields } from '../ask.ts';
import { makePdf } from '../make/make-pdf.ts';
import type { StaffPerson } from '../staff-person.ts';
import type { TestApp } from '../start-test-app.ts';

/** Everything that a record needs to be published. */
export const FULL_RECORD = {
  genre: 'cam-nang',
  compilers: 'Sở Tư pháp',
  issued: '2026',
  abstract: 'Hướng dẫn hòa giải.',
  subjects: '44',
  language: 'vi',
  validityState: 'con',
  rightsKind: 'duoc_phep',
  approvalBy: 'Nguyễn Văn A',
  approvalPosition: 'Giám đốc',
  approvalDate: '20/4/2026',
  approvalDocumentNumber: '12/QĐ-STP',
} satisfies Fields;

/** An official's form at an item as it stands now. */
export async function actOn(
  app: TestApp,
  id: string,
  action: string,
  { cookie }: Pick<StaffPerson, 'cookie'>,
  more: Fields = {},
): ReturnType<typeof postForm> {
  const version = String((await app.shelf.storage.catalog.findItem(id))!.version);
  return postForm(app.base, `/can-bo/tai-lieu/${id}/${action}`, { version, ...more }, { cookie });
}

/** A PDF of these pages, catalogued and sent on to be compared; gives the item's id. */
export const sendItem = (
  app: TestApp,
  who: Pick<StaffPerson, 'cookie'>,
  title: string,
  pages: readonly string[],
): Promise<string> =>
  sendFile(app, who, title, {
    name: 'so-tay.pdf',
    content: makePdf({ pages: pages.map((page) => `${page} ${title}`) }),
  });

/** The same of any file. */
export async function sendFile(
  app: TestApp,
  who: Pick<StaffPerson, 'cookie'>,
  title: string,
  file: { readonly name: string; readonly content: Uint8Array },
): Promise<string> {
  const answer = await postFiles(app.base, '/can-bo/tai-len', [file], who.cookie);
  await app.settle();
  const id = /\/can-bo\/tai-lieu\/([0-9a-z]{13})/u.exec(answer.html)![1]!;
  await actOn(app, id, 'luu', who, { ...FULL_RECORD, title });
  await actOn(app, id, 'gui', who);
  return id;
}
