"""source/*.md with `out: name.epub` -> files/name.epub (EPUB 3; pictures drawn in source/pictures/*.svg, put in as PNG)"""
import re, sys, tempfile, zipfile
from common import *
CSS_EPUB = f"body{{font-family:serif;line-height:1.6;margin:1em}}h1,h2{{color:{INDIGO};line-height:1.25}}h1{{border-bottom:3px solid {RED};padding-bottom:.3em}}h2{{color:{RED};font-size:1.15em}}figure{{margin:1em 0;text-align:center}}img{{max-width:100%}}figcaption{{font-size:.9em;color:#555}}"


def xhtml(title, body, extra=""):
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="vi" xml:lang="vi">'
            f'<head><meta charset="utf-8"/><title>{html.escape(title)}</title><link rel="stylesheet" type="text/css" href="style.css"/></head><body{extra}>{body}</body></html>')


def picture(name, tmp):
    from PIL import Image
    svg = (SOURCE / "pictures" / f"{name}.svg").read_text(encoding="utf-8")
    w, h = map(int, re.search(r'width="(\d+)" height="(\d+)"', svg).groups())
    png = Path(tmp, name + ".png")
    screenshot(f"<style>*{{margin:0}}svg{{display:block}}</style>{svg}", png, w, h)
    Image.open(png).convert("RGB").quantize(64, dither=0).save(png, optimize=True)
    return png.read_bytes()


for f in sorted(SOURCE.glob("*.md")):
    m, text = front_matter(read(f.name))
    if not m.get("out", "").endswith(".epub") or (len(sys.argv) > 1 and sys.argv[1] not in m["out"]):
        continue
    chapters = re.split(r"(?m)^(?=# )", text.strip() + "\n")
    chapters = [c for c in chapters if c.strip()]
    files, manifest, spine, nav, names = {}, [], [], [], []
    for i, c in enumerate(chapters, 1):
        title = re.match(r"# (.*)", c)[1]
        body = md_to_html(c).replace("<br>", "<br/>").replace("<hr>", "<hr/>")
        names += re.findall(r'src="hinh:([\w-]+)"', body)
        body = re.sub(r'<p><img alt="(.*?)" src="hinh:([\w-]+)"\s*/?></p>', r'<figure><img src="images/\2.png" alt="\1"/><figcaption>\1</figcaption></figure>', body)
        files[f"OEBPS/c{i}.xhtml"] = xhtml(title, f'<section epub:type="chapter">{body}</section>')
        manifest.append(f'<item id="c{i}" href="c{i}.xhtml" media-type="application/xhtml+xml"/>')
        spine.append(f'<itemref idref="c{i}"/>')
        nav.append(f'<li><a href="c{i}.xhtml">{html.escape(title)}</a></li>')
    with tempfile.TemporaryDirectory() as tmp:
        for n in dict.fromkeys([m["cover"], *names]):
            files[f"OEBPS/images/{n}.png"] = picture(n, tmp)
            prop = ' properties="cover-image"' if n == m["cover"] else ""
            manifest.append(f'<item id="img-{n}" href="images/{n}.png" media-type="image/png"{prop}/>')
    files["OEBPS/cover.xhtml"] = xhtml(m["title"], f'<p style="text-align:center"><img src="images/{m["cover"]}.png" alt="Bìa sách {html.escape(m["title"])}"/></p>', ' epub:type="cover"')
    files["OEBPS/style.css"] = CSS_EPUB
    files["OEBPS/nav.xhtml"] = xhtml("Mục lục", f'<nav epub:type="toc" id="toc"><h1>Mục lục</h1><ol>{"".join(nav)}</ol></nav>')
    files["OEBPS/package.opf"] = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="vi">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">{m["identifier"]}</dc:identifier><dc:title>{html.escape(m["title"])}</dc:title>'
        f'<dc:creator>{html.escape(m["author"])}</dc:creator><dc:language>vi</dc:language><dc:date>{m["date"]}</dc:date><dc:description>{html.escape(m["subtitle"])}</dc:description>'
        '<dc:rights>MIT</dc:rights><meta property="dcterms:modified">2026-11-20T00:00:00Z</meta></metadata>'
        '<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>'
        f'<item id="css" href="style.css" media-type="text/css"/>{"".join(manifest)}</manifest><spine><itemref idref="cover"/><itemref idref="nav"/>{"".join(spine)}</spine></package>')
    files["META-INF/container.xml"] = ('<?xml version="1.0" encoding="UTF-8"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
                                       '<rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>')
    out = FILES / m["out"]
    with zipfile.ZipFile(out, "w") as z:
        stamp = (2026, 11, 20, 0, 0, 0)
        z.writestr(zipfile.ZipInfo("mimetype", stamp), "application/epub+zip", zipfile.ZIP_STORED)
        for name in sorted(files):
            z.writestr(zipfile.ZipInfo(name, stamp), files[name], zipfile.ZIP_DEFLATED, 9)
    import xml.dom.minidom
    with zipfile.ZipFile(out) as z:
        for name in z.namelist():
            if name.endswith((".xhtml", ".opf", ".xml")):
                xml.dom.minidom.parseString(z.read(name))
    print(m["out"], out.stat().st_size, len(chapters), "chapters")
