"""Leaflet and infographic: source/*.html -> files/*.webp, with their text as .txt"""
import sys, tempfile
from PIL import Image
from common import *

JOBS = [("05-to-gap.html", "05-to-gap-ruou-bia-lai-xe.txt", "to-gap-ruou-bia-lai-xe", 900, 1273),
        ("12-infographic.html", "12-infographic.txt", "infographic-khieu-nai-lan-dau", 1000, 1500),
        ("33-infographic.html", "33-infographic.txt", "infographic-mua-lu-sat-lo", 1000, 1500)]
for source, txt, base, w, h in JOBS:
    if len(sys.argv) > 1 and sys.argv[1] not in base:
        continue
    style, *pages = read(source).split("<!--page")
    for i, p in enumerate(pages, 1):
        body = p.split("-->", 1)[1].replace("BROCADE", brocade(600, 14))
        out = FILES / (base + (f"-{i}" if i > 1 else "") + ".webp")
        with tempfile.TemporaryDirectory() as tmp:
            png = Path(tmp, "a.png")
            screenshot(f'<!doctype html><html lang="vi"><meta charset="utf-8">{style}<body>{body}</body></html>', png, w, h + 0, 1.34)
            Image.open(png).convert("RGB").save(out, quality=82, method=6)
        print(out.name, out.stat().st_size)
    (FILES / (base + ".txt")).write_text(read(txt), encoding="utf-8")
