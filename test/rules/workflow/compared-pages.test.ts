import { pagesComparedBefore, readPages } from '#server/workflow/compared-pages.ts';
import { anAttachment, anEvent, anItem } from '../../support/builders.ts';

describe('ranges of pages', () => {
  it.each([
    ['3–5, 9', [3, 4, 5, 9]],
    ['Trang 3 đến 5; 4-6', [3, 4, 5, 6]],
    ['  ', []],
    ['7,', [7]],
  ])('reads %s', (typed, pages) => {
    expect(readPages(typed)).toEqual(pages);
  });
  it.each(['0', '5-3', 'hết', '1-99999999', '3 5'])('refuses %s', (typed) => {
    expect(readPages(typed)).toBeNull();
  });
});

describe('pages that were compared before', () => {
  const file = (sha256: string, pages = 3) =>
    anAttachment({ mediaType: 'application/pdf', sha256, pages });
  const returned = (sha256: string) =>
    anEvent('i', { action: 'return', checklist: { checks: [], pages: [1, 3], file: sha256 } });

  it('stay ticked while the file is the very same', () => {
    const same = anItem({ attachments: [file('a'.repeat(64))] });
    expect(pagesComparedBefore(same, [returned('a'.repeat(64))])).toEqual([1, 3]);
    expect(pagesComparedBefore(same, [returned('b'.repeat(64))])).toEqual([]);
    expect(pagesComparedBefore(anItem({ attachments: [] }), [returned('a'.repeat(64))])).toEqual(
      [],
    );
  });

  it('are the latest that were ticked, whatever happened since', () => {
    const item = anItem({ attachments: [file('a'.repeat(64), 2)] });
    const later = anEvent('i', { action: 'return', checklist: { checks: [], pages: [] } });
    expect(pagesComparedBefore(item, [returned('a'.repeat(64)), later])).toEqual([1]);
  });
});
