import type { Hash } from 'node:crypto';
import type { Delivery } from '../../delivery.ts';

/** What a package says of itself. */
export interface PackageHead {
  /** Of the ZIP without its ending, of the folder in it, and its External-Identifier. */
  readonly name: string;
  readonly shelf: string;
  /** The managing unit, who answers for the contents. */
  readonly unit: string;
  readonly email: string;
  /** Where the shelf is reached. */
  readonly address: string;
  /** The newest stamp in it: the same contents are the same package, whenever it is made. */
  readonly asOf: string;
  readonly counts: Delivery['counts'];
  readonly mode: Delivery['mode'];
}

/** The same contents have the same name: their newest stamp, and eight letters of their sum. */
export const packageName = (asOf: string, entries: Hash): string =>
  `tu-sach-phap-luat-${asOf.replace(/[-:]/gu, '')}-${entries.digest('hex').slice(0, 8)}`;

const MODES: Readonly<Record<Delivery['mode'], string>> = {
  whole: 'Toàn bộ tài liệu đã đăng',
  difference: 'Phần thay đổi từ lần giao nộp trước',
};

/** The day all its entries bear. */
export const dayOfPackage = ({ asOf }: Pick<PackageHead, 'asOf'>): string => asOf.slice(0, 10);

/** Labels and values of bag-info.txt, in order. */
export const bagInfo = (head: PackageHead): (readonly [label: string, value: string])[] => [
  ['Source-Organization', head.unit],
  ['Contact-Email', head.email],
  ['External-Identifier', head.name],
  [
    'External-Description',
    `${MODES[head.mode]}: ${head.counts.new} mới, ${head.counts.changed} đã sửa, ${head.counts.withdrawn} đã gỡ (${head.shelf}, ${head.address})`,
  ],
  ['Bagging-Date', dayOfPackage(head)],
  ['Internal-Sender-Description', 'Quyết định 14/2019/QĐ-TTg, Điều 6 và Điều 8'],
  ['Bag-Software-Agent', 'Tủ sách pháp luật điện tử'],
];
