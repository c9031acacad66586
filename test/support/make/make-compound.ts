const SECTOR = 512;
const END = 0xfffffffe;
const FREE = 0xffffffff;
const OF_FAT = 0xfffffffd;
const [STREAM, ROOT] = [2, 5];
/** Below it streams stand in a stream of their own; these here are padded up to it. */
const CUTOFF = 4_096;

const padded = (bytes: Uint8Array): Buffer => {
  const size = Math.max(CUTOFF, Math.ceil(bytes.length / SECTOR) * SECTOR);
  return Buffer.concat([bytes, Buffer.alloc(size - bytes.length)]);
};

function entry(name: string, kind: number, { start = 0, size = 0, right = FREE, child = FREE }) {
  const bytes = Buffer.alloc(128);
  bytes.write(name, 0, 'utf16le');
  bytes.writeUInt16LE((name.length + 1) * 2, 64);
  bytes[66] = kind;
  bytes.writeUInt32LE(FREE, 68);
  bytes.writeUInt32LE(right, 72);
  bytes.writeUInt32LE(child, 76);
  bytes.writeUInt32LE(start, 116);
  bytes.writeUInt32LE(size, 120);
  return bytes;
}

/** A compound file of Office 97 with these streams at its root, each at least 4,096 bytes long. */
export function makeCompound(streams: Readonly<Record<string, Uint8Array>>): Buffer {
  const names = Object.keys(streams);
  const contents = names.map((name) => padded(streams[name]!));
  const directorySectors = Math.ceil((names.length + 1) / 4);
  const fat: number[] = [OF_FAT];
  const chain = (count: number): number => {
    const start = fat.length;
    for (let i = 1; i <= count; i++) fat.push(i === count ? END : start + i);
    return start;
  };
  const directory = chain(directorySectors);
  const entries = names.map((name, i) =>
    entry(name, STREAM, {
      start: chain(contents[i]!.length / SECTOR),
      size: contents[i]!.length,
      right: i + 1 < names.length ? i + 2 : FREE,
    }),
  );
  const root = entry('Root Entry', ROOT, { start: END, child: names.length > 0 ? 1 : FREE });
  const header = Buffer.alloc(SECTOR, 0xff);
  header.fill(0, 0, 76);
  header.writeUInt32BE(0xd0cf11e0, 0);
  header.writeUInt32BE(0xa1b11ae1, 4);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(directory, 48);
  header.writeUInt32LE(CUTOFF, 56);
  header.writeUInt32LE(END, 60);
  header.writeUInt32LE(END, 68);
  header.writeUInt32LE(0, 76);
  const table = Buffer.alloc(SECTOR, 0xff);
  fat.slice(0, SECTOR / 4).forEach((next, i) => table.writeUInt32LE(next, i * 4));
  const listed = Buffer.concat([root, ...entries]);
  const filled = Buffer.alloc(directorySectors * SECTOR - listed.length);
  return Buffer.concat([header, table, listed, filled, ...contents]);
}
