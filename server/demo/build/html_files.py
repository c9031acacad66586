"""source/*.md with `out: name.html` -> files/name.html; plain text and Markdown items are copied"""
from common import *
STYLE = f"body{{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.65 'Noto Sans',sans-serif;color:#1d1f24;background:#fffdf8}}h1,h2{{font-family:'Noto Serif',serif;color:{INDIGO};line-height:1.25}}h1{{border-bottom:4px solid {RED};padding-bottom:.5rem}}.brocade{{width:100%;height:14px}}blockquote{{margin:1rem 0;padding:.6rem 1rem;background:#f6f1e7;border-left:4px solid #c9a24b}}.by{{color:#555}}"
for f in sorted(SOURCE.glob("*.md")):
    m, text = front_matter(read(f.name))
    if m.get("out", "").endswith(".html"):
        by = f'<p class="by">{html.escape(m["subtitle"])}<br>{html.escape(m["author"])}</p>'
        (FILES / m["out"]).write_text(page(m["title"], m["author"], STYLE, brocade(600) + f"<main>{md_to_html(text).replace('</h1>', '</h1>' + by, 1)}</main>", m.get("lang", "vi")), encoding="utf-8")
        print(m["out"])
COPIES = {
    "15-thong-cao-ngay-phap-luat.txt": "thong-cao-ngay-phap-luat-2026.txt", "18-legal-help.md": "legal-help-in-an-son-en.md",
    "22-gioi-thieu-hien-phap.md": "gioi-thieu-hien-phap.md", "23-gioi-thieu-luat-tin-nguong-ton-giao.txt": "gioi-thieu-luat-tin-nguong-ton-giao.txt",
    "24-gioi-thieu-bo-luat-hinh-su-hop-nhat.md": "gioi-thieu-bo-luat-hinh-su-hop-nhat.md", "29-binh-luan-tieng-noi-phu-nu.md": "binh-luan-tieng-noi-phu-nu.md",
    "35-thu-muc-luat-tuc.txt": "thu-muc-luat-tuc-va-phap-luat.txt",
}
for source, name in COPIES.items():
    (FILES / name).write_text(read(source), encoding="utf-8")
