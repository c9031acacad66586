"""source/*.md with `out: name.pdf` in the front matter -> files/name.pdf"""
import re, sys
from common import *

FORMATS = {
    "A5": "@page { size: A5; } @page cover { size: A5; }",
    "SLIDE": "@page { size: 254mm 143mm; margin: 12mm 16mm 11mm; } @page cover { size: 254mm 143mm; margin: 0; } h1 { font-size: 24pt; } h2 { font-size: 23pt; color: #9a3024; border-bottom: .8mm solid #27437a; padding-bottom: 2mm; } .cover .kind { margin-top: 10mm; } .cover .big { margin: 3mm 0 4mm; } .cover .sub { max-width: 180mm; font-size: 15pt; }",
    "A4": "@page { size: A4; margin: 22mm 22mm 20mm; } @page cover { size: A4; } body { font-size: 11.5pt; } .cover .big { font-size: 36pt; } .cover .kind { margin-top: 50mm; }",
}
BREAK = {"h2": "h1, h2 { break-before: page; } h1 + h2 { break-before: avoid; }", "h1": "h1 { break-before: page; } h2 { margin-top: 7mm; }", "none": "h2 { margin-top: 6mm; }"}


def contents(body):
    """A printed table of contents from the h1/h2 headings (links work in the PDF)."""
    items, n = [], 0

    def mark(m):
        nonlocal n
        n += 1
        items.append((m.group(1), n, re.sub("<.*?>", "", m.group(2))))
        return f'<h{m.group(1)} id="m{n}">{m.group(2)}</h{m.group(1)}>'
    body = re.sub(r"<h([12])>(.*?)</h\1>", mark, body)
    li = "".join(f'<p class="t{l}"><a href="#m{i}">{t}</a></p>' for l, i, t in items)
    return f'<h1>Mục lục</h1><div class="toc">{li}</div>', body


TOC = ".toc { font-size: .86em; line-height: 1.32; } .toc p { margin: 0 0 1mm; break-inside: avoid; } .toc a { color: inherit; text-decoration: none; } .toc .t1 { font-weight: 700; margin-top: 2.5mm; color: #27437a; } .toc .t2 { padding-left: 5mm; } .toc.two { columns: 2; }"

for f in sorted(SOURCE.glob("*.md")):
    m, text = front_matter(read(f.name))
    if not m.get("out", "").endswith(".pdf") or (len(sys.argv) > 1 and sys.argv[1] not in m["out"]):
        continue
    body = md_to_html(text)
    toc = ""
    if m.get("toc") == "yes":
        toc, body = contents(body)
    css = CSS + FORMATS[m["format"]] + BREAK[m["break"]] + TOC + (f"body {{ font-size: {m['size']}; }}" if m.get("size") else "")
    css += m.get("css", "")
    doc = page(m["title"], m["author"], css, (cover(m) if m.get("cover", "yes") == "yes" else f'<div class="strip">{brocade(600, 14)}</div>') + toc + body)
    n = print_pdf(doc, FILES / m["out"], m["title"], m["author"], m["subtitle"], m.get("keywords", ""))
    print(f'{m["out"]}: {n} pages, {(FILES / m["out"]).stat().st_size} bytes')
