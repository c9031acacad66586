import type { NewsEntry, NewsPiece } from '#server/news/news.ts';
import { newsSortKey } from '#server/news/news.ts';
import { NOW, nextId } from '../builders.ts';

/** A piece of news that is not saved yet. */
export function aNewsEntry({
  value = {},
  ...more
}: Partial<Omit<NewsEntry, 'value'>> & { value?: Partial<NewsPiece> } = {}): NewsEntry {
  const id = nextId();
  const piece: NewsPiece = {
    title: `Tin số ${id}`,
    summary: 'Tóm tắt “ngắn” 😀',
    body: '# Mục\n\nNội dung **đậm**.',
    kind: 'news',
    pinned: false,
    pictures: [],
    outage: null,
    act: 'saved',
    reason: '',
    writtenBy: ['nguoi-viet'],
    publishedAt: null,
    ...value,
  };
  return {
    list: 'news',
    id,
    slug: `tin-so-${id.toLowerCase()}`,
    unitId: 'so-tu-phap',
    state: 'draft',
    topic: piece.kind,
    sortKey: newsSortKey(piece.pinned, piece.publishedAt ?? NOW),
    from: null,
    to: null,
    files: [],
    version: 0,
    changedAt: NOW,
    changedBy: 'Lò Thị Hương',
    ...more,
    value: piece,
  };
}
