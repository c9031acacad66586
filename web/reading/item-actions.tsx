import type { VNode } from 'preact';
import { Icon, type IconName } from '#web/frame/icons.tsx';
import { chapterPath, filePath, pagePath, printViewPath, watchPath } from '#web/paths/reading.ts';
import { useText } from '#web/text/use-text.ts';
import type { Text } from '#web/text/reader-words.ts';
import { mediaName, fileLength, type FileView } from './file-view.ts';

interface Action {
  readonly href: string;
  readonly icon: IconName;
  readonly label: string;
  readonly note: string;
}

/** Several pictures make one leaflet, read page by page. */
const leafletLength = (text: Text, files: readonly FileView[]): string =>
  text.item.pages(
    text.units.count(
      files.filter((f) => f.mediaType.startsWith('image/') && f.opens === 'pages').length,
    ),
  );

const joined = (...facts: readonly string[]): string => facts.filter((p) => p !== '').join(', ');

/** Address that opens one file for reading; null when the site cannot show it. */
export const opensAt = (id: string, file: FileView, attachment: string | null): string | null => {
  switch (file.opens) {
    case 'pages':
      return pagePath(id, 1, { attachment });
    case 'chapters':
      return chapterPath(id, 1, { attachment });
    case 'video':
    case 'audio':
      return watchPath(id, { attachment });
    case null:
      return null;
  }
};

interface ItemActionsProps {
  readonly id: string;
  readonly files: readonly FileView[];
  readonly textBytes: number | null;
  readonly expired: boolean;
  readonly download: boolean;
}

const opening = (text: Text, { id, files, expired }: ItemActionsProps): Action[] => {
  const t = text.item;
  const usable = files.filter(
    (f) => f.opens !== null && f.status.state !== 'waiting' && f.status.state !== 'failed',
  );
  const kinds = new Set<string>();
  return usable.flatMap((file, i) => {
    const kind = file.opens === 'chapters' ? 'pages' : file.opens!;
    if (kinds.has(kind)) return [];
    kinds.add(kind);
    const href = opensAt(id, file, i === 0 ? null : file.id)!;
    const [icon, label]: [IconName, string] =
      kind === 'video'
        ? ['watch', t.watch]
        : kind === 'audio'
          ? ['listen', t.listen]
          : ['book', expired ? t.readOld : t.read];
    return [
      {
        href,
        icon,
        label,
        note: joined(
          file.mediaType.startsWith('image/') ? leafletLength(text, files) : fileLength(text, file),
          kind === 'pages' ? '' : text.units.bytes(file.bytes),
        ),
      },
    ];
  });
};

const taking = (text: Text, { id, files, textBytes, download }: ItemActionsProps): Action[] => {
  const t = text.item;
  const asText: Action[] =
    textBytes === null
      ? []
      : [
          ...(files.find((f) => f.opens !== null)?.opens === 'pages'
            ? [
                {
                  href: pagePath(id, 1, { mode: 'chu' }),
                  icon: 'text' as const,
                  label: t.readText,
                  note: t.readTextNote(text.units.bytes(textBytes)),
                },
              ]
            : []),
          { href: printViewPath(id), icon: 'print', label: t.printView, note: t.printViewNote },
        ];
  // One button per kind of file, three at most: the table of files has them all.
  const takeable = download
    ? files
        .filter(
          (f, i) =>
            f.role !== 'captions' && files.findIndex((g) => g.mediaType === f.mediaType) === i,
        )
        .slice(0, 3)
    : [];
  return [
    ...takeable.map((f): Action => ({
      href: filePath(f.id, true),
      icon: 'download',
      label: t.download,
      note: joined(mediaName(text, f.mediaType), text.units.bytes(f.bytes)),
    })),
    ...asText,
  ];
};

/**
 * What can be done with an item; an action exists only if its file does, and gives size or length.
 */
export const ItemActions = (props: ItemActionsProps): VNode | null => {
  const text = useText();
  const actions = [...opening(text, props), ...taking(text, props)];
  if (actions.length === 0) return null;
  return (
    <ul class="tiles actions">
      {actions.map((a, i) => (
        <li key={a.href}>
          <a class={`button${i > 0 || props.expired ? ' plain' : ''}`} href={a.href}>
            <Icon name={a.icon} />
            <span>
              {a.label}
              <small>{a.note}</small>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
};
