import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the receiver takes the next uploads, one word each; then as it should. */
export type Mood = 'busy' | 'hang' | 'cut' | 'deny' | 'redirect';

export interface HttpsReceiver {
  readonly address: string;
  /** Uploads that are whole, by the name they were sent under. */
  readonly whole: Map<string, Buffer>;
  readonly moods: Mood[];
  /** Headers of the last request. */
  last: IncomingMessage['headers'];
  /** What it says when it has taken something. */
  answer: { readonly type: string; readonly text: string };
  /** Bytes of bodies it read so far. */
  read: number;
  close(): Promise<void>;
}

interface Upload {
  readonly name: string;
  readonly length: number;
  bytes: Buffer;
}

const metadata = (header: string): Map<string, string> =>
  new Map(
    header.split(',').map((pair) => {
      const [key = '', value = ''] = pair.trim().split(' ');
      return [key, Buffer.from(value, 'base64').toString()];
    }),
  );

/**
 * A receiver on loopback that takes PUT and speaks tus 1.0 (creation, HEAD, PATCH). `token`: what
 * must stand behind `Bearer`.
 */
export async function startHttpsReceiver(token: string): Promise<HttpsReceiver> {
  const uploads = new Map<string, Upload>();
  const take = async (
    req: IncomingMessage,
    res: ServerResponse,
    most: number,
    keep: (chunk: Buffer) => void,
  ): Promise<boolean> => {
    let bytes = 0;
    if (req.headers.expect !== undefined) res.writeContinue();
    for await (const chunk of req as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      receiver.read += chunk.length;
      keep(chunk);
      if (bytes >= most) {
        req.socket.destroy();
        return false;
      }
    }
    return true;
  };

  async function patch(req: IncomingMessage, res: ServerResponse, cut: boolean): Promise<void> {
    const upload = uploads.get(req.url ?? '');
    if (upload === undefined) return void res.writeHead(404).end();
    if (Number(req.headers['upload-offset']) !== upload.bytes.length)
      return void res.writeHead(409).end();
    const rest = upload.length - upload.bytes.length;
    const whole = await take(req, res, cut ? Math.ceil(rest * 0.9) : Infinity, (chunk) => {
      upload.bytes = Buffer.concat([upload.bytes, chunk]);
    });
    if (!whole) return;
    if (upload.bytes.length === upload.length) receiver.whole.set(upload.name, upload.bytes);
    res.writeHead(receiver.answer.text === '' ? 204 : 200, {
      'upload-offset': upload.bytes.length,
      'tus-resumable': '1.0.0',
      'content-type': receiver.answer.type,
    });
    res.end(receiver.answer.text === '' ? undefined : receiver.answer.text);
  }

  async function put(req: IncomingMessage, res: ServerResponse, cut: boolean): Promise<void> {
    const chunks: Buffer[] = [];
    const length = Number(req.headers['content-length']);
    const whole = await take(req, res, cut ? Math.ceil(length * 0.9) : Infinity, (chunk) => {
      chunks.push(chunk);
    });
    if (!whole) return;
    receiver.whole.set(decodeURIComponent(req.url!.split('/').at(-1)!), Buffer.concat(chunks));
    res.writeHead(201, { 'content-type': receiver.answer.type }).end(receiver.answer.text);
  }

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    receiver.last = req.headers;
    if (req.headers.authorization !== `Bearer ${token}`)
      return void res.writeHead(401, { connection: 'close' }).end('Sai mã truy cập');
    const mood = ['PUT', 'PATCH'].includes(req.method!) ? receiver.moods.shift() : undefined;
    if (mood === 'hang') return;
    if (mood === 'busy') return void res.writeHead(503, { connection: 'close' }).end('Đang bận');
    if (mood === 'deny') return void res.writeHead(422, { connection: 'close' }).end('Thiếu tệp');
    if (mood === 'redirect')
      return void res
        .writeHead(302, { location: 'http://127.0.0.1:9/', connection: 'close' })
        .end();
    if (req.method === 'POST') {
      const address = `/upload/${uploads.size}`;
      const name = metadata(String(req.headers['upload-metadata'])).get('filename') ?? '';
      const length = Number(req.headers['upload-length']);
      uploads.set(address, { name, length, bytes: Buffer.alloc(0) });
      return void res.writeHead(201, { location: address, 'tus-resumable': '1.0.0' }).end();
    }
    if (req.method === 'HEAD') {
      const upload = uploads.get(req.url ?? '');
      if (upload === undefined) return void res.writeHead(404).end();
      return void res.writeHead(200, { 'upload-offset': upload.bytes.length }).end();
    }
    return req.method === 'PATCH' ? patch(req, res, mood === 'cut') : put(req, res, mood === 'cut');
  }

  const onRequest = (req: IncomingMessage, res: ServerResponse): void =>
    void answer(req, res).catch(() => res.destroy());
  // Whoever asks first is told "go on" only when its body is read.
  const server = createServer(onRequest).on('checkContinue', onRequest);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const receiver: HttpsReceiver = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/nhan`,
    whole: new Map(),
    moods: [],
    last: {},
    answer: { type: 'text/plain', text: '' },
    read: 0,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return receiver;
}
