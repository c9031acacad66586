import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { SETTINGS } from '#server/config.ts';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const text = read('docker-compose.yml');

interface Service {
  readonly image: string;
  readonly ports?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly configs?: readonly { readonly source: string }[];
  readonly networks: readonly string[];
  readonly volumes?: readonly string[];
  readonly restart: string;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly disable?: boolean };
  readonly command?: readonly string[];
  readonly deploy: {
    readonly replicas?: number;
    readonly resources: { readonly limits: { readonly memory: string; readonly cpus: string } };
  };
}
type Named = Readonly<Record<string, unknown>>;
const compose = load(text, { schema: CORE_SCHEMA.withTags(mergeTag) }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Named;
  readonly networks: Named;
  readonly volumes: Named;
  readonly configs: Named;
};
const services = Object.entries(compose.services);
const shelves = services.filter(([, s]) => s.image.startsWith('tu-sach-'));

describe('the compose file', () => {
  it('is a compose file', () => {
    const valid = new Ajv({ strict: false, allErrors: true }).compile(
      JSON.parse(
        read('test/fixtures/compose-spec.json').replace(
          'https://json-schema.org/draft-07/schema',
          'http://json-schema.org/draft-07/schema#',
        ),
      ) as object,
    );
    expect(valid(compose) ? [] : valid.errors).toEqual([]);
  });

  it('gives the shelf only settings there are, and secrets as files it has', () => {
    expect(shelves.map(([name]) => name)).toEqual(['web', 'worker']);
    for (const [, service] of shelves) {
      for (const [name, value] of Object.entries(service.environment ?? {})) {
        // Where the operating system's temporary files go is no setting of the shelf's.
        if (name === 'TMPDIR') continue;
        const setting = name.replace(/_FILE$/u, '');
        expect(Object.keys(SETTINGS)).toContain(setting);
        if (name !== setting)
          expect(service.secrets?.map((s) => `/run/secrets/${s}`)).toContain(value);
      }
      expect(JSON.stringify(service.environment)).not.toMatch(/mongodb:\/\/[^"]*:[^"]*@/u);
    }
  });

  it('names nothing that is not there', () => {
    for (const [, s] of services) {
      for (const secret of s.secrets ?? []) expect(Object.keys(compose.secrets)).toContain(secret);
      for (const { source } of s.configs ?? [])
        expect(Object.keys(compose.configs)).toContain(source);
      for (const network of s.networks) expect(Object.keys(compose.networks)).toContain(network);
      for (const volume of s.volumes ?? [])
        expect(Object.keys(compose.volumes)).toContain(
          volume.replace(/^\$\{\w+:-([^}]+)\}/u, '$1').split(':')[0],
        );
      for (const other of Object.keys(s.depends_on ?? {}))
        expect(Object.keys(compose.services)).toContain(other);
    }
  });

  it('copies files that are read onto a disk of its own', () => {
    for (const [, s] of shelves)
      expect(s.volumes).toEqual([
        `scratch:${s.environment!['TMPDIR']!}`,
        `deliveries:${s.environment!['DELIVERY_FOLDER']!}`,
        '${BACKUPS:-backups}:/backups',
      ]);
    expect(read('Dockerfile')).toMatch(
      /mkdir \/data \/scratch \/deliveries \/backups && chown node:node \/data \/scratch \/deliveries \/backups/u,
    );
  });

  it('pins every image, the shelf at its own version', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    expect(
      services
        .filter(([, s]) => !/:\d+\.\d+\.\d+(?:-[a-z]+)?$/u.test(s.image))
        .map(([name]) => name),
    ).toEqual([]);
    for (const [, s] of shelves) expect(s.image).toBe(`tu-sach-phap-luat-dien-tu:${version}`);
  });

  it('publishes the proxy alone, and lets nothing else out', () => {
    expect(services.filter(([, s]) => s.ports !== undefined).map(([name]) => name)).toEqual([
      'proxy',
    ]);
    expect(
      services.filter(([, s]) => s.networks.includes('outside')).map(([name]) => name),
    ).toEqual(['proxy']);
    expect(compose.networks['inside']).toEqual({ internal: true });
  });

  it('limits, watches and starts again every service that stays', () => {
    for (const [name, s] of services) {
      expect([name, s.deploy.resources.limits]).toEqual([
        name,
        { memory: expect.stringMatching(/^\d+[MG]$/u), cpus: expect.stringMatching(/^\d+$/u) },
      ]);
      if (name === 'mongo-init') expect(s.restart).toBe('no');
      else
        expect([name, s.restart, s.healthcheck !== undefined]).toEqual([
          name,
          'unless-stopped',
          true,
        ]);
    }
    expect([
      compose.services['web']!.deploy.replicas,
      compose.services['worker']!.deploy.replicas,
    ]).toEqual([2, 1]);
    expect(shelves.map(([, s]) => s.command?.at(-1))).toEqual(['--roles=web', '--roles=worker']);
  });

  it('asks for nothing that the operations page does not explain', () => {
    const asked = new Set([...text.matchAll(/(?<!\$)\$\{([A-Z_]+)/gu)].map((m) => m[1]!));
    const page = read('docs/operations.md');
    expect([...asked].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
    expect(
      Object.keys(compose.secrets).filter((name) => !page.includes(`secrets/${name}`)),
    ).toEqual([]);
  });
});
