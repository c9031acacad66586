import { fold } from '#server/base/vietnamese/syllables.ts';
import { cellRows, bestHeader } from '#server/tables/read-table.ts';
import { columnsOf, headerKey } from '#server/tables/columns.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import { messages } from './messages.ts';
import type { Answer } from './sent-item.ts';
import type { ReceiptColumn, Target } from './target.ts';

/** What senders call the columns; the first is what the screen calls them. */
export const RECEIPT_LABELS = columnsOf<ReceiptColumn>({
  item: [
    'Mã tài liệu',
    'Mã OAI',
    'Mã',
    'Số định danh',
    'Mã định danh',
    'Mã biểu ghi',
    'id',
    'item',
    'item id',
    'itemId',
    'identifier',
    'oai',
    'record',
    'recordId',
    'record id',
    'source id',
    'sourceId',
  ],
  outcome: [
    'Kết quả',
    'Trạng thái',
    'Tình trạng',
    'Kết quả tiếp nhận',
    'Kết quả xử lý',
    'outcome',
    'status',
    'state',
    'result',
  ],
  reason: [
    'Lý do',
    'Lí do',
    'Ghi chú',
    'Nội dung lỗi',
    'Lỗi',
    'reason',
    'message',
    'error',
    'note',
    'detail',
  ],
  nationalId: [
    'Mã tại nơi nhận',
    'Mã quốc gia',
    'Mã nơi nhận',
    'nationalId',
    'national id',
    'targetId',
    'target id',
    'handle',
  ],
  url: [
    'Địa chỉ tại nơi nhận',
    'Địa chỉ quốc gia',
    'Địa chỉ',
    'Đường dẫn',
    'Liên kết',
    'url',
    'link',
    'address',
    'location',
  ],
  at: ['Thời điểm', 'Ngày tiếp nhận', 'Ngày nhận', 'Ngày', 'at', 'date', 'time', 'receivedAt'],
});

/** How each outcome is said, folded. */
const WORDS: Readonly<Record<Answer['outcome'], readonly string[]>> = {
  received:
    'nhan|da nhan|da tiep nhan|tiep nhan|chap nhan|da chap nhan|dat|thanh cong|da dang|dang|hop le|ok|true|1|yes|accepted|received|success|succeeded|published|listed|ingested|200|201'.split(
      '|',
    ),
  refused:
    'tra lai|bi tra lai|da tra lai|tu choi|bi tu choi|khong nhan|khong dat|khong hop le|loi|false|0|no|refused|rejected|returned|error|failed|failure|invalid'.split(
      '|',
    ),
  removed: 'go|da go|da go bo|go bo|da xoa|xoa|removed|deleted|withdrawn|gone'.split('|'),
};

/** What a word of a receipt means; null for one that is not known. */
export function outcomeOf(word: string): Answer['outcome'] | null {
  const folded = fold(word)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const found = (Object.keys(WORDS) as Answer['outcome'][]).find((outcome) =>
    WORDS[outcome].includes(folded),
  );
  return found ?? null;
}

/** Which line of a receipt names its columns, and what each is; null for one that is left out. */
export interface ReceiptMapping {
  /** From 1. */
  readonly headerLine: number;
  readonly columns: readonly (ReceiptColumn | null)[];
}

/** Which column is what: as it was settled for this target before, else by what it is called. */
export function receiptColumns(
  content: Pick<SheetContent, 'rows'>,
  { columns }: Pick<Target, 'columns'>,
): ReceiptMapping {
  const named = (header: string): ReceiptColumn | null =>
    columns[headerKey(header)] ?? RECEIPT_LABELS.named(header);
  return bestHeader(content.rows, named);
}

/** What a line does. `same`: it is known already; `unread`: it cannot be taken. */
export type ReceiptOutcome = Answer['outcome'] | 'same' | 'unread';

/** A line of a receipt beside the item it speaks of. */
export interface ReceiptRow {
  readonly line: number;
  readonly outcome: ReceiptOutcome;
  /** As the receipt has it. */
  readonly item: string;
  readonly itemId: string | null;
  readonly title: string;
  readonly reason: string;
  readonly url: string | null;
  /** Vietnamese sentences: why it cannot be taken. */
  readonly faults: readonly string[];
}

/** A line of a receipt as it says it. */
export interface ReceiptLine {
  readonly line: number;
  /** Our id, OAI identifier, address or number of the item. */
  readonly item: string;
  readonly answer: Answer | null;
  /** Vietnamese sentences on what cannot be read. */
  readonly faults: readonly string[];
}

const webAddress = (text: string): string | null =>
  /^https?:\/\//iu.test(text) && URL.canParse(text) ? new URL(text).href : null;

const LONGEST_REASON = 1_000;

/**
 * The lines of a receipt. Without a column of outcomes nothing is known of any item, unless `listed`
 * says that being in the list is the outcome: what a target has.
 */
export function receiptLines(
  content: Pick<SheetContent, 'rows'>,
  mapping: ReceiptMapping,
  listed: boolean,
): ReceiptLine[] {
  return cellRows(content.rows, mapping).map(({ line, cells }) => {
    const cell = (column: ReceiptColumn): string => (cells.get(column) ?? '').toWellFormed();
    const word = cell('outcome');
    const outcome = listed && word === '' ? ('received' as const) : outcomeOf(word);
    const url = cell('url');
    const faults = [
      ...(cell('item') === '' ? [messages.lineWithoutItem] : []),
      ...(outcome === null ? [messages.unknownOutcome(word)] : []),
      ...(url !== '' && webAddress(url) === null ? [messages.notWebAddress(url)] : []),
    ];
    const answer: Answer | null =
      outcome === null
        ? null
        : {
            outcome,
            reason: cell('reason').slice(0, LONGEST_REASON),
            theirId: cell('nationalId') || null,
            url: webAddress(url),
          };
    return { line, item: cell('item'), answer, faults };
  });
}

/** The item that a receipt means: by our id, in an OAI identifier or an address too; else null. */
export const itemIdIn = (text: string): string | null =>
  /(?:^|[:/])([0-9a-hjkmnp-tv-z]{13})(?:[/?#].*)?$/u.exec(text.trim())?.[1] ?? null;
