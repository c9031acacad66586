import { validate } from '@readme/openapi-parser';
import { ask } from '../../support/ask.ts';
import { schemaFaults } from '../../support/json-schema.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

type Schema = Readonly<Record<string, unknown>>;
interface Operation {
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
  parameters: { name: string; in: string }[];
}
interface Document extends Schema {
  servers: { url: string }[];
  paths: Record<string, { get: Operation }>;
  components: { schemas: Record<string, Schema> };
}

let app: TestApp;
let document: Document;
let ids: string[];

beforeAll(async () => {
  app = await startTestApp({ demo: true });
  document = (await ask(app.base, '/api/v1/openapi.json')).json<Document>();
  ids = (await ask(app.base, '/api/v1/items?limit=100'))
    .json<{ items: { id: string }[] }>()
    .items.map((i) => i.id);
});
afterAll(() => app.close());

/** The answer to a path of the document, and what in it the document does not say. */
async function faults(template: string, query = '', id = ids[0]!): Promise<string[]> {
  const answer = await ask(
    app.base,
    `${new URL(document.servers[0]!.url).pathname}${template.replace('{id}', id)}${query}`,
  );
  const { responses } = document.paths[template]!.get;
  const said = responses[String(answer.status)] ?? responses['default']!;
  const type = answer.headers['content-type']!.split(';')[0]!;
  const schema = said.content?.[type]?.schema;
  return schema === undefined
    ? [`${template} answers ${answer.status} ${type}, which is not documented`]
    : schemaFaults(answer.json(), schema, document);
}

describe('the OpenAPI document', () => {
  it('is accepted by a validator', async () => {
    const result = await validate(structuredClone(document) as never);
    expect(result).toMatchObject({ valid: true });
  });

  it('names the address it was asked at', () => {
    expect(document.servers).toEqual([{ url: `${app.base}/api/v1` }]);
  });

  it('describes every answer as it is', async () => {
    const templates = Object.keys(document.paths);
    expect(templates).toHaveLength(9);
    for (const template of templates)
      expect([template, await faults(template)]).toEqual([template, []]);
    for (const id of ids) {
      expect(await faults('/items/{id}', '', id)).toEqual([]);
      expect(await faults('/items/{id}/passages', '?limit=500', id)).toEqual([]);
    }
    for (const query of [
      '?q=luat&limit=100',
      '?q=%22h%C3%B2a%20gi%E1%BA%A3i%22&collapse=yes',
      '?q=qxzjw',
      '?chu-de=11&the-loai=hoi-dap&sap-xep=ten',
      '?q=dat&dung-nguyen-van=1',
    ])
      expect([query, await faults('/search', query)]).toEqual([query, []]);
  });

  it('describes every problem as it is', async () => {
    for (const [template, query, id] of [
      ['/items', '?limit=0', ''],
      ['/items/{id}', '', 'khong'],
      ['/items/{id}/passages', '?after=x', ids[0]!],
      ['/search', '?after=x', ''],
    ] as const) {
      expect([template, query, await faults(template, query, id)]).toEqual([template, query, []]);
    }
  });

  it('names each parameter once, and the filters of the search page', () => {
    const names = document.paths['/search']!.get.parameters.map((p) => p.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of [
      'q',
      'limit',
      'after',
      'chu-de',
      'the-loai',
      'doi-tuong',
      'nam',
      'hieu-luc',
      'ngon-ngu',
      'don-vi',
      'dinh-dang',
      'sap-xep',
    ])
      expect(names).toContain(name);
  });
});

it('the check itself sees what differs', () => {
  const schema = {
    type: 'object',
    required: ['a'],
    properties: { a: { type: ['string', 'null'] }, b: { type: 'array', items: { $ref: '#/n' } } },
  };
  expect(schemaFaults({ a: null, b: [1] }, schema, { n: { type: 'integer' } })).toEqual([]);
  expect(schemaFaults({ b: ['x'], c: 1 }, schema, { n: { type: 'integer' } })).toEqual([
    '$.a is missing',
    '$.b[0] is string, not integer',
    '$.c is not documented',
  ]);
});
