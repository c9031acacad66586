import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';

/** What the compiler wrote beside a file that it made; null where it wrote nothing. */
function mapOf(file: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(readFileSync(new URL(`${file}.map`), 'utf8')));
  } catch {
    return null;
  }
}

/**
 * From now on stacks of errors name the lines of the TypeScript. `--enable-source-maps` does the
 * same and reads the maps of all modules when they are loaded, which takes three megabytes; here
 * a map is read when a stack first names its file.
 */
export function showSourceLines(): void {
  const maps = new Map<string, SourceMap | null>();
  const asWritten = (frame: NodeJS.CallSite): string => {
    const [file, line, column] = [
      frame.getFileName(),
      frame.getLineNumber(),
      frame.getColumnNumber(),
    ];
    const text = String(frame);
    if (!file?.startsWith('file:') || line === null || column === null) return text;
    if (!maps.has(file)) maps.set(file, mapOf(file));
    const entry = maps.get(file)?.findEntry(line - 1, column - 1);
    if (entry === undefined || !('originalSource' in entry)) return text;
    const source = new URL(entry.originalSource, file).href;
    return text.replace(
      `${file}:${line}:${column}`,
      () => `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`,
    );
  };
  Error.prepareStackTrace = (error, frames) =>
    [
      Error.prototype.toString.call(error),
      ...frames.map((frame) => `    at ${asWritten(frame)}`),
    ].join('\n');
}
