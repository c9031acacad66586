import type * as OpenId from 'openid-client';
import { AppError } from '#server/base/errors.ts';
import type { OutsidePerson, IdentityProvider, Started } from '../../identity-provider.ts';

/** How the shelf is known to the service (server/config.ts). */
export interface ProviderSettings {
  readonly OIDC_NAME: string;
  readonly OIDC_ISSUER: string;
  readonly OIDC_CLIENT_ID: string;
  readonly OIDC_CLIENT_SECRET: string;
  readonly OIDC_SCOPE: string;
}

const ANSWER_SECONDS = 8;
/** Keys are looked up anew by the library; addresses are, after a day. */
const KNOWN_MS = 24 * 60 * 60_000;

/** By its own words how the service wants to be told the secret; Basic is what all know. */
function clientAuth(client: typeof OpenId, secret: string, methods: readonly string[] | undefined) {
  if (secret === '') return client.None();
  return methods !== undefined &&
    !methods.includes('client_secret_basic') &&
    methods.includes('client_secret_post')
    ? client.ClientSecretPost(secret)
    : client.ClientSecretBasic(secret);
}

async function discover(
  client: typeof OpenId,
  { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }: ProviderSettings,
): Promise<OpenId.Configuration> {
  const issuer = new URL(OIDC_ISSUER);
  // Settings allow plain http on this machine alone.
  const insecure = issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [];
  const found = await client.discovery(issuer, OIDC_CLIENT_ID, undefined, client.None(), {
    execute: insecure,
    timeout: ANSWER_SECONDS,
  });
  const server = found.serverMetadata();
  const config = new client.Configuration(
    server,
    OIDC_CLIENT_ID,
    undefined,
    clientAuth(client, OIDC_CLIENT_SECRET, server.token_endpoint_auth_methods_supported),
  );
  config.timeout = ANSWER_SECONDS;
  // The standard lets a token from the service itself go unchecked; a proxy between may be less kind.
  client.enableNonRepudiationChecks(config);
  for (const allow of insecure) allow(config);
  return config;
}

/** What the library throws when the service was silent or gave no answer of the standard. */
const SILENCES = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]);

/** A connection that fails is a plain TypeError of `fetch`, without a code. */
function isSilence(error: unknown): boolean {
  const { code } = error as { code?: string };
  return SILENCES.has(code ?? '') || (error instanceof Error && code === undefined);
}

const unreachable = (cause: unknown): never => {
  throw new AppError('outside-unreachable', {}, { cause });
};

const unconfirmed = (cause: unknown): never => {
  if (isSilence(cause)) return unreachable(cause);
  throw new AppError('outside-unconfirmed', {}, { cause });
};

/** Claims of the token and, where the service has more to say, of its page of the person. */
async function claimsOf(
  client: typeof OpenId,
  config: OpenId.Configuration,
  tokens: OpenId.TokenEndpointResponse & OpenId.TokenEndpointResponseHelpers,
): Promise<OutsidePerson> {
  const token = tokens.claims()!;
  const more =
    config.serverMetadata().userinfo_endpoint === undefined
      ? {}
      : await client.fetchUserInfo(config, tokens.access_token, token.sub);
  // What is signed counts where both speak.
  return { issuer: token.iss, subject: token.sub, claims: { ...more, ...token } };
}

type Configured = readonly [typeof OpenId, OpenId.Configuration];

/** Asked for the first time when somebody signs in there; loads the library only then. */
function configuredOf(settings: ProviderSettings): () => Promise<Configured> {
  let known: { readonly at: number; readonly config: Promise<OpenId.Configuration> } | null = null;
  return async () => {
    const client = await import('openid-client');
    if (known === null || Math.abs(Date.now() - known.at) > KNOWN_MS) {
      const fresh = { at: Date.now(), config: discover(client, settings) };
      known = fresh;
      fresh.config.catch(() => {
        if (known === fresh) known = null;
      });
    }
    return [client, await known.config];
  };
}

async function begin([client, config]: Configured, scope: string, returnTo: string) {
  const started = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  };
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: returnTo,
    scope,
    state: started.state,
    nonce: started.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(started.verifier),
    code_challenge_method: 'S256',
  });
  return { address, started };
}

async function end(
  [client, config]: Configured,
  back: URL,
  { state, nonce, verifier }: Started,
): Promise<OutsidePerson> {
  const tokens = await client.authorizationCodeGrant(config, back, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  return claimsOf(client, config, tokens);
}

/**
 * The sign-in service of these settings (OpenID Connect Core 1.0, §3.1: code flow with PKCE;
 * signature, issuer, audience, times and nonce are looked at by the library).
 */
export function createIdentityProvider(settings: ProviderSettings): IdentityProvider | null {
  if (settings.OIDC_ISSUER === '') return null;
  const configured = configuredOf(settings);
  return {
    name: settings.OIDC_NAME,
    origin: () =>
      configured()
        .then(([, config]) => new URL(config.serverMetadata().authorization_endpoint!).origin)
        .catch(unreachable),
    begin: (returnTo) =>
      configured()
        .then((found) => begin(found, settings.OIDC_SCOPE, returnTo))
        .catch(unreachable),
    end: (back, started) =>
      configured()
        .then((found) => end(found, back, started))
        .catch(unconfirmed),
  };
}
