import type { Database } from '../../database.ts';
import { ByteSource } from './byte-sink.ts';
import { BlockReader, entriesIn, FirstKeys, readPieces, type PieceRow } from './piece-set.ts';

/** Throws a RangeError unless the list has so many rows, all of the piece, and ends after them. */
function checkList({ lo, hi }: PieceRow, count: number, list: Uint8Array): void {
  const source = new ByteSource(list);
  let row = lo;
  for (let i = 0; i < count; i++) {
    row += source.number();
    source.take(1);
    if (row > hi) throw new RangeError('a list of postings names a row of another piece');
  }
  if (!source.atEnd) throw new RangeError('a list of postings is longer than it says');
}

/** Reads every list of the index. Throws a RangeError where one cannot be. */
export function checkPieces(db: Database): void {
  const blocks = new BlockReader(db);
  const pieces = readPieces(db);
  for (const piece of pieces) {
    const keys = new FirstKeys();
    keys.refresh(db, piece.id);
    if (keys.length !== piece.blocks) throw new RangeError('keys of postings are missing');
    const from = pieces.find(({ id }) => id === piece.into)?.upto ?? 0;
    for (let block = Math.max(0, keys.blockOf(from)); block < keys.length; block++) {
      // The one at the bound of a merge may have been taken over whole.
      const data =
        keys.at(block) < from ? blocks.find(piece.id, block) : blocks.read(piece.id, block);
      for (const { key, count, list } of data === undefined ? [] : entriesIn(data))
        if (key >= from)
          checkList(piece, count, typeof list === 'number' ? blocks.read(piece.id, list) : list);
    }
  }
}
