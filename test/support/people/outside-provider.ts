import { generateKeyPairSync } from 'node:crypto';
import { OAuth2Server, type MutableResponse, type MutableToken } from 'oauth2-mock-server';

/** A sign-in service on a free port of this machine, as an authority would run one. */
export interface OutsideProvider {
  readonly settings: Readonly<Record<string, string>>;
  /** Whom it lets in next, and what it says of them in the signed token and on its page. */
  person: { token: Record<string, unknown>; page: Record<string, unknown> };
  /** Changes the next token of a person before it is signed. */
  onToken(change: (token: MutableToken) => void): void;
  /** Changes one answer of the page where codes become tokens. */
  onAnswer(change: (answer: MutableResponse) => void): void;
  /** How often a code was brought. */
  readonly asked: () => number;
  stop(): Promise<void>;
}

/** Made here: what the library makes itself is no plain object in Jest's world. */
const makeKey = () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: 'khoa-1', alg: 'RS256' };
};

export async function startOutsideProvider(): Promise<OutsideProvider> {
  const server = new OAuth2Server();
  await server.issuer.keys.add(makeKey());
  await server.start(0, '127.0.0.1');
  let asked = 0;
  let changed: ((token: MutableToken) => void) | null = null;
  const service: OutsideProvider = {
    settings: {
      OIDC_ISSUER: server.issuer.url!,
      OIDC_CLIENT_ID: 'tu-sach',
      OIDC_CLIENT_SECRET: 'chi-hai-may-biet',
      OIDC_NAME: 'tài khoản tỉnh An Sơn',
    },
    person: { token: { sub: 'nguoi-1' }, page: {} },
    onToken: (change) => {
      changed = change;
    },
    onAnswer: (change) => {
      server.service.once('beforeResponse', change);
    },
    asked: () => asked,
    stop: () => server.stop(),
  };
  server.service.on('beforeTokenSigning', (token: MutableToken) => {
    // The library names the client itself only where the secret comes in the form.
    Object.assign(token.payload, { aud: 'tu-sach' }, service.person.token);
    // The other token that is signed, for asking the service more, bears no nonce.
    if (changed === null || !('nonce' in token.payload)) return;
    changed(token);
    changed = null;
  });
  server.service.on('beforeUserinfo', (answer: MutableResponse) => {
    answer.body = { sub: service.person.token['sub'], ...service.person.page } as never;
  });
  server.service.on('beforeResponse', () => {
    asked += 1;
  });
  return service;
}
