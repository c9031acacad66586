import { createReadStream } from 'node:fs';
import { AppError } from '#server/base/errors.ts';
import type { Extraction } from '#server/items/extraction.ts';
import type { FileNote } from '#server/items/file-note.ts';
import type { Attachment, AttachmentStatus, Resource } from '#server/items/item.ts';
import type { PageRange } from '#server/items/page-ranges.ts';
import type { Files } from '#server/ports.ts';
import type { AttachmentText } from '#server/items/text-catalog.ts';
import { normalise } from '#server/base/vietnamese/syllables.ts';
import { readerVersion } from '../reader-versions.ts';
import { discardResources, type ExtractionPool } from '../extract/extraction-pool.ts';

export interface PipelineDeps {
  readonly files: Files;
  readonly extraction: Pick<ExtractionPool, 'extract'>;
  readonly maxFileBytes: number;
}

/** What the steps hand on: each step returns a new one. */
interface Reading {
  readonly itemId: string;
  readonly attachment: Attachment;
  readonly extraction: Extraction | null;
  readonly text: AttachmentText;
}

export interface ReadAttachment {
  readonly attachment: Attachment;
  readonly text: AttachmentText;
  readonly extraction: Extraction;
}

interface Step {
  readonly name: string;
  /** Vietnamese name of the step. */
  readonly label: string;
  readonly run: (deps: PipelineDeps, reading: Reading) => Promise<Reading>;
}

const withStatus = (reading: Reading, status: AttachmentStatus): Reading => ({
  ...reading,
  attachment: { ...reading.attachment, status },
});

const AS_IT_IS: FileNote = { code: 'left-as-is', count: 1, detail: '' };

const notesOf = ({ asItIs }: Attachment, { notes = [] }: Extraction): readonly FileNote[] =>
  asItIs === true ? [...notes, AS_IT_IS] : notes;

/** Bytes → text, outline, chapters, pictures, in a child process with limits of memory and time. */
async function extract(deps: PipelineDeps, reading: Reading): Promise<Reading> {
  const { attachment } = reading;
  const extraction = await deps.files.withLocalPath(attachment.sha256, (path) =>
    deps.extraction.extract({
      path,
      name: attachment.name,
      mediaType: attachment.mediaType,
      asItIs: attachment.asItIs === true,
    }),
  );
  return {
    ...reading,
    extraction,
    attachment: {
      ...attachment,
      pages: extraction.pages,
      ratio: extraction.ratio,
      seconds: extraction.seconds,
      text: { layer: extraction.layer, encoding: extraction.encoding },
      status: { state: 'ready' },
      says: extraction.metadata,
      labels: extraction.labels ?? [],
      running: extraction.running ?? [],
      textless: extraction.textless ?? [],
      notes: notesOf(attachment, extraction),
      reader: readerVersion(attachment.mediaType),
    },
  };
}

/**
 * Text in TCVN3 or VNI is decoded where it is read, run by run, because only there its fonts are
 * known. What could not be decoded is held back: garbled words must not be found, shown or exported.
 */
const repair = async (_deps: PipelineDeps, reading: Reading): Promise<Reading> =>
  reading.extraction?.outcome === 'needs-conversion'
    ? withStatus(reading, { state: 'needs-conversion' })
    : reading;

/** Pages whose words only their pictures show. */
const pagesToRecognise = ({
  outcome,
  pages: total,
  textless = [],
}: Extraction): readonly PageRange[] =>
  outcome === 'needs-ocr' && total !== null && total > 0 ? [{ from: 1, to: total }] : textless;

/**
 * Pages without text are read from their pictures one by one afterwards (recognise-pages.ts); until
 * then they are shown as pictures.
 */
async function recognise(_deps: PipelineDeps, reading: Reading): Promise<Reading> {
  const { extraction, attachment } = reading;
  if (extraction === null || extraction.outcome === 'needs-conversion') return reading;
  const { recognition: before, ...rest } = attachment;
  const wanted = pagesToRecognise(extraction);
  const state = before?.state === 'paused' ? 'paused' : 'waiting';
  const known: Attachment =
    wanted.length === 0 ? rest : { ...rest, recognition: { pages: wanted, state, inText: 0 } };
  const waiting = { ...reading, attachment: known };
  return extraction.outcome === 'needs-ocr' ? withStatus(waiting, { state: 'needs-ocr' }) : waiting;
}

/** Findable pieces in reading order. */
async function pages(_deps: PipelineDeps, reading: Reading): Promise<Reading> {
  const { extraction, attachment, itemId } = reading;
  if (extraction === null || attachment.status.state !== 'ready') return reading;
  return {
    ...reading,
    text: {
      ...reading.text,
      outline: extraction.outline,
      print: extraction.print ?? null,
      passages: extraction.passages.map((p, ordinal) => ({
        itemId,
        attachmentId: attachment.id,
        ordinal,
        locator: p.locator,
        heading: normalise(p.heading),
        text: normalise(p.text),
      })),
      sections: extraction.sections.map((s, i) => ({
        attachmentId: attachment.id,
        number: i + 1,
        title: normalise(s.title),
        href: s.href,
        html: s.html,
      })),
    },
  };
}

/** A book's pictures go into the store; page pictures are drawn when first asked for. */
async function derive(deps: PipelineDeps, reading: Reading): Promise<Reading> {
  const { extraction, attachment } = reading;
  if (extraction === null || attachment.status.state !== 'ready') return reading;
  const resources: Resource[] = [];
  for (const r of extraction.resources) {
    const { sha256, bytes } = await deps.files.put(
      createReadStream(r.path) as AsyncIterable<Uint8Array>,
      deps.maxFileBytes,
    );
    resources.push({
      attachmentId: attachment.id,
      name: r.name,
      mediaType: r.mediaType,
      sha256,
      bytes,
    });
  }
  return { ...reading, text: { ...reading.text, resources } };
}

/**
 * The way of every file (docs/architecture.md). The first five steps run while the bytes arrive
 * (actions/receive-file.ts), the last one as a job of its own (jobs/index-item.ts); those between
 * run here, in order, and may run twice.
 */
export const PIPELINE = {
  onArrival: ['receive', 'limits', 'hash', 'store', 'sniff', 'scan'],
  reading: [
    { name: 'extract', label: 'Đọc chữ và mục lục', run: extract },
    { name: 'repair', label: 'Chuyển mã chữ cũ (TCVN3, VNI)', run: repair },
    { name: 'recognise', label: 'Nhận dạng chữ từ ảnh', run: recognise },
    { name: 'pages', label: 'Chia trang, đoạn', run: pages },
    { name: 'derive', label: 'Lưu hình trong sách', run: derive },
  ] satisfies readonly Step[],
  afterwards: ['index'],
} as const;

/**
 * Runs the reading steps over a stored file. A file that cannot be read throws its AppError
 * (`file-broken`,
 * `file-encrypted`, `file-bomb`, `file-too-slow` …); nothing is saved here.
 */
export async function readAttachment(
  deps: PipelineDeps,
  itemId: string,
  attachment: Attachment,
): Promise<ReadAttachment> {
  let reading: Reading = {
    itemId,
    attachment,
    extraction: null,
    text: { attachmentId: attachment.id, passages: [], sections: [], resources: [], outline: [] },
  };
  try {
    for (const step of PIPELINE.reading) reading = await step.run(deps, reading);
  } finally {
    if (reading.extraction !== null) await discardResources(reading.extraction);
  }
  if (reading.extraction === null) throw new AppError('internal', { attachmentId: attachment.id });
  return { attachment: reading.attachment, text: reading.text, extraction: reading.extraction };
}
