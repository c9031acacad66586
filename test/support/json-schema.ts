type Schema = Readonly<Record<string, unknown>>;

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

const fits = (value: unknown, type: string): boolean =>
  typeOf(value) === type || (type === 'number' && typeof value === 'number');

/**
 * Where a value differs from a schema: the keywords that the API document uses, and beyond JSON
 * Schema every property that the document does not name.
 */
export function schemaFaults(value: unknown, schema: Schema, root: Schema, path = '$'): string[] {
  const ref = schema['$ref'] as string | undefined;
  if (ref !== undefined) {
    const target = ref
      .replace(/^#\//u, '')
      .split('/')
      .reduce<unknown>((at, key) => (at as Schema)[key], root);
    return schemaFaults(value, target as Schema, root, path);
  }
  const types = [schema['type'] ?? []].flat() as string[];
  if (types.length > 0 && !types.some((type) => fits(value, type)))
    return [`${path} is ${typeOf(value)}, not ${types.join(' or ')}`];
  const faults: string[] = [];
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(value))
    faults.push(`${path} is ${JSON.stringify(value)}, which is not listed`);
  if (
    typeof value === 'number' &&
    typeof schema['minimum'] === 'number' &&
    value < schema['minimum']
  )
    faults.push(`${path} is below ${schema['minimum']}`);
  if (Array.isArray(value) && schema['items'] !== undefined)
    faults.push(
      ...value.flatMap((v, i) => schemaFaults(v, schema['items'] as Schema, root, `${path}[${i}]`)),
    );
  const properties = schema['properties'] as Readonly<Record<string, Schema>> | undefined;
  if (properties !== undefined && value !== null && typeof value === 'object') {
    const given = value as Readonly<Record<string, unknown>>;
    for (const name of (schema['required'] as string[] | undefined) ?? [])
      if (!(name in given)) faults.push(`${path}.${name} is missing`);
    for (const [name, inner] of Object.entries(given))
      faults.push(
        ...(properties[name] === undefined
          ? [`${path}.${name} is not documented`]
          : schemaFaults(inner, properties[name], root, `${path}.${name}`)),
      );
  }
  return faults;
}
