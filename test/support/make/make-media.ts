const box = (type: string, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};

/** An MP4 without pictures or sound: only what says how long it is. */
export function makeMp4({
  seconds,
  moovAtEnd = false,
  brand = 'isom',
}: {
  readonly seconds: number;
  readonly moovAtEnd?: boolean;
  readonly brand?: string;
}): Buffer {
  const mvhd = Buffer.alloc(100);
  mvhd.writeUInt32BE(1_000, 12);
  mvhd.writeUInt32BE(Math.round(seconds * 1_000), 16);
  const ftyp = box('ftyp', Buffer.from(`${brand}\0\0\0\0isommp42`, 'latin1'));
  const moov = box('moov', box('mvhd', mvhd));
  const mdat = box('mdat', Buffer.alloc(4_000));
  return Buffer.concat(moovAtEnd ? [ftyp, mdat, moov] : [ftyp, moov, mdat]);
}

const element = (id: readonly number[], body: Uint8Array): Buffer =>
  Buffer.concat([
    Buffer.from(id),
    Buffer.from([0x10, body.length >> 16, (body.length >> 8) & 255, body.length & 255]),
    body,
  ]);

/** A WebM head with a stated duration and one cluster. */
export function makeWebm(seconds: number): Buffer {
  const duration = Buffer.alloc(8);
  duration.writeDoubleBE(seconds * 1_000);
  const info = element(
    [0x15, 0x49, 0xa9, 0x66],
    Buffer.concat([
      element([0x2a, 0xd7, 0xb1], Buffer.from([0x0f, 0x42, 0x40])),
      element([0x44, 0x89], duration),
    ]),
  );
  const cluster = element([0x1f, 0x43, 0xb6, 0x75], element([0xe7], Buffer.from([0])));
  return Buffer.concat([
    element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], Buffer.from('webm'))),
    element([0x18, 0x53, 0x80, 0x67], Buffer.concat([info, cluster])),
  ]);
}

/**
 * Silent MP3 frames: MPEG 1 layer III, 128 kbit/s, 44.1 kHz, 417 bytes each, without any header
 * about length.
 */
export function makeMp3(frames: number): Buffer {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x00]);
  return Buffer.concat(Array.from({ length: frames }, () => frame));
}
