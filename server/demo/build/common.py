"""Shared pieces of the demo collection's build scripts (design, Markdown to HTML, printing)."""
import html, os, re, shutil, subprocess, tempfile, unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent / "source"
FILES = HERE.parent / "files"
INDIGO, RED, PAPER = "#27437a", "#9a3024", "#fffdf8"


def read(name):
    return unicodedata.normalize("NFC", (SOURCE / name).read_text(encoding="utf-8"))


def front_matter(text):
    """A source file opens with `key: value` lines between two `---` lines."""
    m = re.match(r"---\n(.*?)\n---\n", text, re.S)
    if not m:
        return {}, text
    meta = dict(line.split(":", 1) for line in m.group(1).splitlines() if ":" in line)
    return {k.strip(): v.strip() for k, v in meta.items()}, text[m.end():]


def brocade(width=400, height=14, uid="b"):
    """A brocade strip: rows of lozenges, drawn, no picture file."""
    return (f'<svg class="brocade" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" preserveAspectRatio="xMidYMid slice" aria-hidden="true">'
            f'<defs><pattern id="{uid}" width="28" height="14" patternUnits="userSpaceOnUse">'
            f'<rect width="28" height="14" fill="{INDIGO}"/>'
            f'<path d="M0 7 7 0l7 7-7 7zM14 7l7-7 7 7-7 7z" fill="{RED}"/>'
            f'<path d="M3.5 7 7 3.5 10.5 7 7 10.5zM17.5 7 21 3.5 24.5 7 21 10.5z" fill="#e9c46a"/>'
            f'<path d="M14 4.5 16.5 7 14 9.5 11.5 7zM0 4.5 2.5 7 0 9.5zM28 4.5 25.5 7 28 9.5z" fill="#fff"/>'
            f'</pattern></defs><rect width="{width}" height="{height}" fill="url(#{uid})"/></svg>')


LABELS = ("Tình huống", "Phân tích", "Hướng hòa giải", "Hướng giải quyết", "Trả lời", "Lưu ý", "Mẹo nhỏ",
          "Việc cần làm", "Căn cứ", "Bài học", "Gợi ý", "Ví dụ", "Nên nói", "Không nên nói", "Câu hỏi thảo luận")


def md_to_html(text):
    import markdown  # python-markdown
    body = markdown.markdown(text, extensions=["tables", "attr_list", "sane_lists", "md_in_html"])
    names = "|".join(LABELS)

    def lab(m):
        slug = "".join(c for c in unicodedata.normalize("NFD", m.group(1).lower().replace("đ", "d")) if c.isascii())
        return f'<p class="lab {slug.replace(" ", "-")}"><strong>{m.group(1)}</strong> '
    body = re.sub(rf"<p><strong>({names})\.?</strong>\s*", lab, body)
    return body.replace("<li>☐", "<li class=\"chk\">☐")


CSS = f"""
@page {{ margin: 17mm 15mm 17mm 15mm; @bottom-center {{ content: counter(page); font: 9pt 'Noto Serif'; color: #555; }} }}
@page cover {{ margin: 0; @bottom-center {{ content: none; }} }}
* {{ box-sizing: border-box; }}
html {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; }}
body {{ margin: 0; font-family: 'Noto Sans', sans-serif; font-size: 11pt; line-height: 1.5; color: #1d1f24; }}
h1, h2, h3, h4 {{ font-family: 'Noto Serif', serif; color: {INDIGO}; line-height: 1.28; break-after: avoid; text-wrap: balance; }}
h1 {{ font-size: 20pt; margin: 0 0 5mm; padding-bottom: 3mm; border-bottom: 1.2mm solid {RED}; }}
h2 {{ font-size: 14.5pt; margin: 0 0 4mm; }}
h3 {{ font-size: 12pt; margin: 5mm 0 2mm; color: {RED}; }}
p {{ margin: 0 0 2.6mm; break-inside: avoid; }}
ul, ol {{ margin: 0 0 3mm; padding-left: 6mm; }} li {{ margin-bottom: 1.2mm; }}
table {{ width: calc(100% - .6mm); border-collapse: collapse; margin: 2mm 0 4mm; font-size: .92em; }}
th, td {{ border: .25mm solid #b9c2d6; padding: 1.6mm 2mm; vertical-align: top; text-align: left; }}
th {{ background: #e8edf6; color: {INDIGO}; }}
blockquote {{ margin: 2mm 0 4mm; padding: 2.5mm 4mm; background: #f6f1e7; border-left: 1.2mm solid #c9a24b; }}
blockquote p:last-child {{ margin: 0; }}
.lab > strong:first-of-type {{ display: block; width: max-content; font-size: 9pt; text-transform: uppercase; letter-spacing: .04em;
  color: #fff; background: {INDIGO}; padding: .4mm 2.5mm; border-radius: .8mm; margin-bottom: 1.2mm; }}
.lab.huong-hoa-giai > strong:first-of-type, .lab.huong-giai-quyet > strong:first-of-type, .lab.tra-loi > strong:first-of-type {{ background: {RED}; }}
.lab.luu-y > strong:first-of-type, .lab.meo-nho > strong:first-of-type, .lab.bai-hoc > strong:first-of-type, .lab.goi-y > strong:first-of-type {{ background: #7a5c12; }}
li.chk {{ list-style: none; margin-left: -5mm; }}
.form {{ border: .3mm solid #8a94aa; padding: 4mm 6mm; margin-bottom: 3mm; background: #fff; }}
.form p {{ margin-bottom: 1.8mm; }} .c {{ text-align: center; }}
.strip .brocade {{ width: 100%; height: 7mm; display: block; margin-bottom: 5mm; }}
.cover {{ page: cover; break-after: page; position: relative; height: 100vh; background: {PAPER}; overflow: hidden; }}
.cover .brocade {{ display: block; width: 100%; height: 11mm; }}
.cover .in {{ padding: 16mm 16mm 0; }}
.cover .org {{ font: 700 10.5pt 'Noto Serif'; text-transform: uppercase; letter-spacing: .02em; color: {INDIGO}; }}
.cover .org small {{ display: block; font-weight: 400; text-transform: none; letter-spacing: 0; font-size: 10pt; color: #444; margin-top: 1mm; }}
.cover .kind {{ margin-top: 22mm; font: 700 11pt 'Noto Sans'; letter-spacing: .02em; text-transform: uppercase; color: {RED}; }}
.cover .big {{ font: 700 28pt/1.22 'Noto Serif'; color: {INDIGO}; margin: 4mm 0 6mm; text-wrap: balance; }}
.cover .sub {{ font-size: 12.5pt; color: #333; max-width: 100mm; }}
.cover .foot {{ position: absolute; left: 16mm; right: 16mm; bottom: 22mm; font-size: 10.5pt; color: #444; }}
.cover .end {{ position: absolute; left: 0; right: 0; bottom: 0; }}
.cover .old {{ display: inline-block; margin-top: 6mm; border: .6mm solid {RED}; color: {RED}; font-weight: 700; padding: 1.5mm 4mm; }}
"""


def cover(m):
    old = f'<div class="old">{html.escape(m["notice"])}</div>' if m.get("notice") else ""
    return (f'<section class="cover">{brocade(600, 14, "b1")}<div class="in"><div class="org">{html.escape(m["author"])}'
            f'<small>{html.escape(m.get("series", "Tủ sách pháp luật điện tử"))}</small></div>'
            f'<div class="kind">{html.escape(m["kind"])}</div><div class="big">{html.escape(m["title"])}</div>'
            f'<div class="sub">{html.escape(m["subtitle"])}</div>{old}</div>'
            f'<div class="foot">{html.escape(m["place"])}</div><div class="end">{brocade(600, 14, "b2")}</div></section>')


def page(title, author, css, body, lang="vi"):
    return (f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
            f'<meta name="author" content="{html.escape(author)}"><style>{css}</style></head><body>{body}</body></html>')


def chromium(*args):
    exe = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run([exe, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                        "--disable-component-update", "--disable-sync", "--disable-extensions", "--hide-scrollbars",
                        f"--user-data-dir={profile}", *args], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180)


def fix_outline(writer, doc):
    """Chromium doubles the words of some bookmarks (headings that move to a new page); set them from the headings."""
    from pypdf.generic import NameObject, TextStringObject
    heads = [html.unescape(re.sub("<.*?>", "", h)).strip() for h in re.findall(r"<h[1-6][^>]*>(.*?)</h[1-6]>", doc, re.S)]

    def walk(node):
        while node is not None:
            node = node.get_object()
            yield node
            if "/First" in node:
                yield from walk(node["/First"])
            node = node.get("/Next")
    root = writer._root_object["/Outlines"].get_object()
    items = list(walk(root["/First"]))
    assert len(items) == len(heads), (len(items), len(heads))
    for item, head in zip(items, heads):
        letters = lambda t: re.sub(r"\s", "", unicodedata.normalize("NFC", t))
        assert letters(item["/Title"]).startswith(letters(head)[:5]), (head, item["/Title"])
        item[NameObject("/Title")] = TextStringObject(head)


def print_pdf(doc, out, title, author, subject="", keywords=""):
    from pypdf import PdfReader, PdfWriter
    with tempfile.TemporaryDirectory() as tmp:
        src, raw = Path(tmp, "a.html"), Path(tmp, "a.pdf")
        src.write_text(doc, encoding="utf-8")
        chromium("--no-pdf-header-footer", "--generate-pdf-document-outline", f"--print-to-pdf={raw}", src.as_uri())
        w = PdfWriter(clone_from=PdfReader(raw))
        fix_outline(w, doc)
        w.add_metadata({"/Title": title, "/Author": author, "/Subject": subject, "/Keywords": keywords,
                        "/Creator": "Tủ sách pháp luật điện tử - bộ dữ liệu mẫu"})
        w.compress_identical_objects()
        for p in w.pages:
            p.compress_content_streams()
        w.write(out)
        return len(w.pages)


def screenshot(doc, out_png, width, height, scale=1):
    with tempfile.TemporaryDirectory() as tmp:
        src = Path(tmp, "a.html")
        src.write_text(doc, encoding="utf-8")
        chromium(f"--window-size={width},{height}", f"--force-device-scale-factor={scale}", f"--screenshot={out_png}", src.as_uri())
