import { runInNewContext } from 'node:vm';
import { parseSync, type Expression } from '@swc/core';

/** What a name that only the running program knows is taken for. */
const UNKNOWN = 'name';

/** The text of a string, or of a template made of strings that stand in the same file. */
function textOf(node: Expression, known: ReadonlyMap<string, string>): string {
  // Its value comes with escapes of its own.
  if (node.type === 'StringLiteral') return runInNewContext(node.raw ?? "''") as string;
  if (node.type === 'Identifier') return known.get(node.value) ?? UNKNOWN;
  const tagged = node.type === 'TaggedTemplateExpression';
  const template = tagged ? node.template : node;
  if (template.type !== 'TemplateLiteral') return UNKNOWN;
  return template.quasis
    .map(({ raw, cooked }, i) => {
      const value = template.expressions[i];
      return (tagged ? raw : (cooked ?? raw)) + (value ? textOf(value, known) : '');
    })
    .join('');
}

const isNode = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/**
 * Every regular expression of a source file: literals, and those made of texts that stand in the
 * same file; a name given at run time counts as a plain word.
 */
export function patternsOf(file: string, text: string): RegExp[] {
  const known = new Map<string, string>();
  const found: RegExp[] = [];
  const visit = (node: unknown): void => {
    if (!isNode(node)) return;
    if (node['type'] === 'VariableDeclarator' && isNode(node['init']))
      known.set(
        (node['id'] as { value: string }).value,
        textOf(node['init'] as unknown as Expression, known),
      );
    if (node['type'] === 'RegExpLiteral')
      found.push(new RegExp(node['pattern'] as string, node['flags'] as string));
    if (
      node['type'] === 'NewExpression' &&
      (node['callee'] as { value?: string }).value === 'RegExp'
    ) {
      const [pattern, flags] = (node['arguments'] as { expression: Expression }[]).map(
        ({ expression }) => textOf(expression, known),
      );
      found.push(new RegExp(pattern!, flags));
    }
    for (const value of Object.values(node)) visit(value);
  };
  visit(parseSync(text, { syntax: 'typescript', tsx: file.endsWith('.tsx'), target: 'es2024' }));
  return found;
}
