import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const LIMIT = { timeout: 120_000, maxBuffer: 256 * 2 ** 20 };

/** Programs that read a kind of file without any code of ours; the first that is there is asked. */
interface Reader {
  readonly name: string;
  readonly read: (path: string) => Promise<string>;
}

async function byLibreOffice(path: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'reader-'));
  try {
    await run(
      'soffice',
      [
        '--headless',
        `-env:UserInstallation=file://${folder}/profile`,
        '--convert-to',
        'txt:Text (encoded):UTF8',
        '--outdir',
        folder,
        path,
      ],
      LIMIT,
    );
    const text = join(folder, `${basename(path, extname(path))}.txt`);
    if (!existsSync(text)) throw new Error('no text came out');
    return readFileSync(text, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const byPandoc = async (path: string): Promise<string> =>
  (await run('pandoc', ['-f', 'docx', '-t', 'plain', '--wrap=none', path], LIMIT)).stdout;

/**
 * Words of an EPUB's chapters in the order of its spine, by Python's own parser of HTML: markers of
 * lists are none of its words. Left out are what the book hides by a class, printed page numbers
 * and the book's contents, which the shelf shows beside the text.
 */
const EPUB_WORDS = `
import re, sys, zipfile, posixpath, urllib.parse, xml.etree.ElementTree as tree
from html.parser import HTMLParser
class Words(HTMLParser):
    silent = {'script', 'style', 'title', 'head', 'template'}
    inline = {'a', 'abbr', 'b', 'bdi', 'bdo', 'cite', 'code', 'dfn', 'em', 'i', 'mark', 'q', 's', 'small', 'span', 'strong', 'sub', 'time', 'u', 'var', 'font', 'big'}
    def __init__(self):
        super().__init__(); self.open = []; self.words = []
    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in self.inline: self.words.append(' ')
        if given.get('epub:type') == 'noteref': self.words.append(' ')
        if given.get('alt'): self.words.append(' ' + given['alt'] + ' ')
        if tag not in {'br', 'hr', 'img', 'meta', 'link', 'input', 'col', 'wbr', 'image'}:
            self.open.append((tag, tag in self.silent or 'hidden' in given or 'pagebreak' in (given.get('epub:type') or '') or not hidden.isdisjoint((given.get('class') or '').split())))
    def handle_startendtag(self, tag, attrs):
        if tag not in self.inline: self.words.append(' ')
        if dict(attrs).get('alt'): self.words.append(' ' + dict(attrs)['alt'] + ' ')
    def handle_endtag(self, tag):
        if tag not in self.inline: self.words.append(' ')
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][0] == tag:
                del self.open[at:]
                break
    def handle_data(self, data):
        if not any(silent for _, silent in self.open): self.words.append(data)
book = zipfile.ZipFile(sys.argv[1])
hidden = {name for css in book.namelist() if css.endswith('.css') for name in re.findall(r'\\.([\\w-]+)\\s*\\{[^}]*display\\s*:\\s*none', book.read(css).decode('utf-8', 'replace'))}
named = lambda node, name: [e for e in node.iter() if e.tag.rsplit('}')[-1] == name]
package = named(tree.fromstring(book.read('META-INF/container.xml')), 'rootfile')[0].get('full-path')
root = tree.fromstring(book.read(package))
items = {e.get('id'): e for e in named(root, 'item')}
for ref in named(root, 'itemref'):
    item = items[ref.get('idref')]
    if 'nav' in (item.get('properties') or '').split(): continue
    path = posixpath.normpath(posixpath.join(posixpath.dirname(package), urllib.parse.unquote(item.get('href'))))
    words = Words(); words.feed(book.read(path).decode('utf-8-sig')); print(''.join(words.words))
`;

const READERS: Readonly<Record<string, readonly Reader[]>> = {
  '.pdf': [
    {
      name: 'pdftotext',
      read: async (path) => (await run('pdftotext', ['-enc', 'UTF-8', path, '-'], LIMIT)).stdout,
    },
  ],
  '.docx': [
    { name: 'soffice', read: byLibreOffice },
    { name: 'pandoc', read: byPandoc },
  ],
  '.epub': [
    {
      name: 'python3',
      read: async (path) => (await run('python3', ['-c', EPUB_WORDS, path], LIMIT)).stdout,
    },
  ],
};

const isThere = async (program: string): Promise<boolean> =>
  run('sh', ['-c', `command -v ${program}`]).then(
    () => true,
    () => false,
  );

/** The reader of a kind of file (`.pdf`) that this machine has; null for none. */
export async function readerOf(extension: string): Promise<Reader | null> {
  for (const reader of READERS[extension] ?? []) if (await isThere(reader.name)) return reader;
  return null;
}
