import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  HeadingLevel,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { vi } from '#web/text/vi.ts';
import { PAPER_LAYOUT, type Paper, type PaperBlock } from '../paper.ts';
import { chartBlocks, NO_BORDERS, tableBlocks, TEXT_WIDTH, twips } from './word-table.ts';

const t = vi.officialPaper;
const { page, margin, size } = PAPER_LAYOUT;
const FONT = 'Times New Roman';

type Align = (typeof AlignmentType)[keyof typeof AlignmentType];

interface LineLook {
  readonly bold?: boolean;
  readonly italics?: boolean;
  /** In points. */
  readonly size?: number;
  readonly align?: Align;
  readonly indent?: number;
  /** Below it, in twips. */
  readonly after?: number;
  readonly keepNext?: boolean;
  readonly heading?: (typeof HeadingLevel)[keyof typeof HeadingLevel];
}

const line = (text: string, look: LineLook = {}): Paragraph =>
  new Paragraph({
    alignment: look.align ?? AlignmentType.LEFT,
    keepNext: look.keepNext ?? false,
    spacing: { after: look.after ?? 0 },
    ...(look.heading === undefined ? {} : { heading: look.heading }),
    ...(look.indent === undefined ? {} : { indent: { firstLine: look.indent } }),
    children: [
      new TextRun({
        text: text.normalize('NFC'),
        font: FONT,
        color: '000000',
        bold: look.bold ?? false,
        italics: look.italics ?? false,
        size: (look.size ?? size.body) * 2,
      }),
    ],
  });

/** A short line in the middle, as the border of an empty paragraph that is drawn in on both sides. */
const rule = (width: number, share: number): Paragraph => {
  const side = Math.round((width * (1 - share)) / 2);
  return new Paragraph({
    indent: { left: side, right: side },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    spacing: { after: 0 },
    children: [new TextRun({ size: 8 })],
  });
};

function columns(left: readonly Paragraph[], right: readonly Paragraph[], share: number): Table {
  const widths = [share, 1 - share].map((one) => Math.round(one * TEXT_WIDTH));
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    borders: { ...NO_BORDERS, insideHorizontal: NO_BORDERS.top, insideVertical: NO_BORDERS.top },
    rows: [
      new TableRow({
        cantSplit: true,
        children: [left, right].map(
          (children, i) =>
            new TableCell({
              borders: NO_BORDERS,
              width: { size: widths[i]!, type: WidthType.DXA },
              children: children.length === 0 ? [line('')] : [...children],
            }),
        ),
      }),
    ],
  });
}

function head(paper: Paper): (Paragraph | Table)[] {
  const share = 0.42;
  const centred = { align: AlignmentType.CENTER, size: size.kept } as const;
  const left = [
    ...(paper.bodies.above === ''
      ? []
      : [line(paper.bodies.above.toLocaleUpperCase('vi'), centred)]),
    line(paper.bodies.body.toLocaleUpperCase('vi'), { ...centred, bold: true }),
    rule(share * TEXT_WIDTH, 0.36),
    line(paper.number, { align: AlignmentType.CENTER }),
    ...(paper.title === '' ? [line(paper.summary, centred)] : []),
  ];
  const right = [
    line(t.country, { ...centred, bold: true }),
    line(t.motto, { align: AlignmentType.CENTER, bold: true }),
    rule((1 - share) * TEXT_WIDTH, 0.62),
    line(paper.placeAndDay, { align: AlignmentType.CENTER, italics: true }),
  ];
  const bold = { align: AlignmentType.CENTER, bold: true, size: size.body + 1 } as const;
  return [
    columns(left, right, share),
    line(''),
    ...(paper.title === ''
      ? []
      : [
          line(paper.title, { ...bold, heading: HeadingLevel.HEADING_1 }),
          line(paper.summary, bold),
          rule(TEXT_WIDTH, 0.2),
        ]),
    ...(paper.addressees.length === 0
      ? []
      : [
          line(`${t.to} ${paper.addressees.join('; ')}`, {
            align: AlignmentType.CENTER,
            after: 160,
          }),
        ]),
  ];
}

const HEADINGS = {
  1: HeadingLevel.HEADING_2,
  2: HeadingLevel.HEADING_3,
  3: HeadingLevel.HEADING_4,
} as const;

function blockOf(block: PaperBlock): (Paragraph | Table)[] {
  const text = {
    align: AlignmentType.JUSTIFIED,
    indent: twips(PAPER_LAYOUT.indent),
    after: 120,
  } as const;
  switch (block.kind) {
    case 'paragraph':
      return [
        line(block.text, {
          ...text,
          bold: block.look === 'bold',
          italics: block.look === 'italic',
        }),
      ];
    case 'heading':
      return [
        line(block.level === 1 ? block.text.toLocaleUpperCase('vi') : block.text, {
          ...text,
          align: AlignmentType.LEFT,
          bold: true,
          italics: block.level === 3,
          keepNext: true,
          heading: HEADINGS[block.level],
        }),
      ];
    case 'list':
      return block.entries.map((entry, i) =>
        line(`${block.numbered ? `${i + 1}.` : '-'} ${entry}`, text),
      );
    case 'table':
      return tableBlocks(block);
    case 'chart':
      return chartBlocks(block);
    case 'page-break':
      return [new Paragraph({ children: [new PageBreak()] })];
  }
}

function foot({ signature, recipients }: Paper): (Paragraph | Table)[] {
  if (signature === null && recipients.length === 0) return [];
  const left =
    recipients.length === 0
      ? []
      : [
          line(t.receivers, { bold: true, italics: true, size: size.kept }),
          ...recipients.map((one, i) =>
            line(`- ${one}${i === recipients.length - 1 ? '.' : ';'}`, { size: size.small }),
          ),
        ];
  const bold = { align: AlignmentType.CENTER, bold: true } as const;
  const right =
    signature === null
      ? []
      : [
          ...[...signature.authority, signature.position].map((one) => line(one, bold)),
          ...[1, 2, 3, 4].map(() => line('', bold)),
          line(signature.name, bold),
        ];
  return [line(''), columns(left, right, 0.5)];
}

const appendix = ({
  heading,
  title,
  blocks,
}: Paper['appendices'][number]): (Paragraph | Table)[] => [
  new Paragraph({ children: [new PageBreak()] }),
  line(heading, {
    align: AlignmentType.CENTER,
    bold: true,
    heading: HeadingLevel.HEADING_2,
  }),
  line(title, { align: AlignmentType.CENTER, bold: true, after: 160 }),
  ...blocks.flatMap(blockOf),
];

/** A Word file (ECMA-376) of the paper, in Vietnamese. */
export async function docxOf(paper: Paper): Promise<Buffer> {
  const file = new Document({
    title: `${paper.title} ${paper.summary}`.trim().normalize('NFC'),
    creator: paper.bodies.body,
    lastModifiedBy: paper.bodies.body,
    styles: {
      default: {
        document: {
          run: { font: FONT, size: size.body * 2, language: { value: 'vi-VN' } },
        },
      },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: twips(page.width), height: twips(page.height) },
            margin: {
              top: twips(margin.top),
              bottom: twips(margin.bottom),
              left: twips(margin.left),
              right: twips(margin.right),
              header: twips(10),
            },
          },
        },
        headers: {
          first: new Header({ children: [line('')] }),
          default: new Header({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT] })],
              }),
            ],
          }),
        },
        children: [
          ...head(paper),
          ...paper.blocks.flatMap(blockOf),
          ...foot(paper),
          ...paper.appendices.flatMap(appendix),
        ],
      },
    ],
  });
  return Packer.toBuffer(file);
}
