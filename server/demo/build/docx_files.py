"""source/*.md with `out: name.docx` -> files/name.docx (python-docx); `python docx_files.py part-of-name` makes one"""
import datetime, re, sys
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml import OxmlElement
from docx.shared import Pt, RGBColor, Cm
from common import *

RGB = {"indigo": RGBColor(0x27, 0x43, 0x7A), "red": RGBColor(0x9A, 0x30, 0x24)}


def runs(p, text):
    for part in re.split(r"(\*\*.+?\*\*)", text):
        if part.startswith("**"):
            p.add_run(part[2:-2]).bold = True
        elif part:
            p.add_run(part)
    return p


def restart(doc, p):
    """A new numbered list begins again at 1."""
    numbering = doc.part.numbering_part.element
    abstract = doc.styles["List Number"].element.pPr.numPr.numId.val
    num = numbering.num_having_numId(abstract)
    new = numbering.add_num(num.abstractNumId.val)
    new.add_lvlOverride(ilvl=0).add_startOverride(1)
    return new.numId


for f in sorted(SOURCE.glob("*.md")):
    m, text = front_matter(read(f.name))
    if not m.get("out", "").endswith(".docx") or (len(sys.argv) > 1 and sys.argv[1] not in m["out"]):
        continue
    d = Document()
    s = d.sections[0]
    s.page_width, s.page_height = Cm(21), Cm(29.7)
    s.left_margin, s.right_margin, s.top_margin, s.bottom_margin = Cm(3), Cm(2), Cm(2), Cm(2)
    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "List Bullet", "List Number", "Quote"):
        st = d.styles[name]
        st.font.name = "Times New Roman"
        rpr = st.element.get_or_add_rPr()
        rf = rpr.find(qn("w:rFonts"))
        if rf is None:
            rf = OxmlElement("w:rFonts"); rpr.append(rf)
        for a in list(rf.attrib):
            del rf.attrib[a]
        for a in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            rf.set(qn(a), "Times New Roman")
        lang = OxmlElement("w:lang"); lang.set(qn("w:val"), "vi-VN"); rpr.append(lang)
    d.styles["Normal"].font.size = Pt(13)
    for name, size, color in (("Title", 22, "indigo"), ("Subtitle", 13, "red"), ("Heading 1", 16, "indigo"), ("Heading 2", 14, "red")):
        d.styles[name].font.size, d.styles[name].font.color.rgb = Pt(size), RGB[color]
    d.styles["Normal"].paragraph_format.space_after = Pt(6)
    head = d.add_paragraph(); head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(m["author"].upper()).bold = True
    d.add_paragraph(m["title"], style="Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
    d.add_paragraph(m["subtitle"], style="Subtitle").alignment = WD_ALIGN_PARAGRAPH.CENTER
    rows, numid, was = [], None, ""
    for line in text.splitlines() + [""]:
        if line.startswith("|"):
            rows.append([c.strip() for c in line.strip("|").split("|")])
            continue
        if rows:
            rows = [r for r in rows if not all(set(c) <= set("-: ") for c in r) or not any(r)] if len(rows) < 2 else [rows[0]] + rows[2:]
            t = d.add_table(len(rows), len(rows[0]), style="Table Grid")
            for i, r in enumerate(rows):
                for j, c in enumerate(r):
                    cell = t.cell(i, j).paragraphs[0]
                    runs(cell, f"**{c}**" if i == 0 and c else c)
            trpr = t.rows[0]._tr.get_or_add_trPr(); th = OxmlElement("w:tblHeader"); th.set(qn("w:val"), "true"); trpr.append(th)
            d.add_paragraph()
            rows = []
        if m2 := re.match(r"(#+) (.*)", line):
            d.add_heading(m2[2], len(m2[1])); was = "h"
        elif m2 := re.match(r"- (.*)", line):
            runs(d.add_paragraph(style="List Bullet"), m2[1]); was = "b"
        elif m2 := re.match(r"\d+\. (.*)", line):
            p = d.add_paragraph(style="List Number")
            if was != "n":
                numid = restart(d, p)
            p._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numid
            p._p.pPr.numPr.get_or_add_ilvl().val = 0
            runs(p, m2[1]); was = "n"
        elif line.startswith("> "):
            runs(d.add_paragraph(style="Quote"), line[2:]); was = "q"
        elif line.strip():
            runs(d.add_paragraph(), line); was = "p"
    c = d.core_properties
    c.title, c.author, c.subject, c.language = m["title"], m["author"], m["subject"], "vi-VN"
    c.comments, c.last_modified_by = "", m["author"]
    c.created = c.modified = datetime.datetime(2026, 11, 20)
    d.save(FILES / m["out"])
    print(m["out"], (FILES / m["out"]).stat().st_size)
