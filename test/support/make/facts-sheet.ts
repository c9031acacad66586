import { readdirSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';

const HEADER = 'file,title,genre,compilers,issued,abstract,subjects';

/**
 * A sheet beside a folder that says the mandatory facts of every file in it: a machine's guesses are
 * not published. What `bookshelf import` is asked besides the folder.
 */
export function factsSheet(folder: string): string[] {
  const lines = readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .map((name) => {
      const title = name.slice(0, name.length - extname(name).length);
      return `"${name}","${title}",khac,Sở Tư pháp,2026,Tài liệu thử.,44`;
    });
  const path = `${folder}.facts.csv`;
  writeFileSync(path, [HEADER, ...lines, ''].join('\r\n'));
  return ['--sheet', path];
}
