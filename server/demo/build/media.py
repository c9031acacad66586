"""Video and audio: source/06-*.txt, 32-*.txt, 07-*.txt, 20-*.txt -> files/*.mp4 + .vi.vtt, *.mp3 + .vtt (espeak-ng, ffmpeg, chromium)"""
import re, subprocess, sys, tempfile, wave
from common import *


def run(*a):
    subprocess.run(a, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def say(text, out, speed, pitch=42):
    run("espeak-ng", "-v", "vi", "-s", str(speed), "-p", str(pitch), "-g", "2", "-w", str(out), text)
    with wave.open(str(out)) as w:
        return w.getnframes() / w.getframerate()


def pad(src, out, seconds):
    run("ffmpeg", "-y", "-i", str(src), "-af", f"aresample=44100,apad=whole_dur={seconds:.3f}", "-ac", "1", str(out))


def stamp(t):
    return f"{int(t // 3600):02}:{int(t % 3600 // 60):02}:{t % 60:06.3f}"


def captions(cues, title):
    out = ["WEBVTT", "", f"NOTE {title}", ""]
    for i, (a, b, text) in enumerate(cues, 1):
        out += [str(i), f"{stamp(a)} --> {stamp(b)}", text, ""]
    return "\n".join(out)


def split_cue(a, b, text):
    """Cues of at most about 74 letters: sentences kept together where they fit, long ones cut in even parts; time shared by length."""
    parts = []
    for sentence in re.findall(r"[^.?!]+[.?!]*", text):
        sentence = sentence.strip()
        if parts and (len(parts[-1]) < 8 or len(parts[-1]) + len(sentence) < 60):
            parts[-1] += " " + sentence
            continue
        limit, line = len(sentence) / -(-len(sentence) // 74) + 4, ""
        for w in sentence.split():
            if line and len(line) + len(w) > limit:
                parts.append(line)
                line = ""
            line = (line + " " + w).strip()
        parts.append(line)
    total, t = sum(map(len, parts)), a
    for p in parts:
        d = (b - a) * len(p) / total
        yield t, t + d, p
        t += d


man = lambda x, y, s, c: f'<g transform="translate({x} {y}) scale({s})"><path d="M-34 0Q-38 -86 0 -92Q38 -86 34 0z" fill="{c}"/><circle cy="-116" r="25" fill="#e3b58b"/><path d="M-26-118Q-24-146 0-146Q24-146 26-118Q10-132-26-118z" fill="#3a2c22"/></g>'
PICS = {
    "scale": f'<path d="M160 40V230M90 240H230" stroke="{INDIGO}" stroke-width="14" stroke-linecap="round"/><path d="M50 70H270" stroke="{INDIGO}" stroke-width="10"/><path d="M50 72L16 160H84zM270 72L236 160H304z" fill="none" stroke="#c9a24b" stroke-width="4"/><path d="M8 160H92Q84 190 50 190T8 160zM228 160H312Q304 190 270 190T228 160z" fill="{RED}"/>',
    "hand": man(95, 250, 1.5, INDIGO) + man(235, 250, 1.5, RED) + '<path d="M128 190Q165 214 202 190" stroke="#e3b58b" stroke-width="16" fill="none" stroke-linecap="round"/>',
    "people": man(60, 250, 1.1, "#6b7a3a") + man(140, 250, 1.4, INDIGO) + man(220, 250, 1.3, RED) + man(290, 250, .85, "#d08b2c"),
    "hills": f'<path d="M0 240L70 110L130 180L210 60L320 240z" fill="#8fa3c6"/><path d="M0 240L100 170L180 220L260 150L320 200V250H0z" fill="#6b7a3a"/>' + man(160, 250, .95, RED),
    "house": f'<path d="M30 130L160 40L290 130z" fill="{RED}"/><rect x="50" y="130" width="220" height="116" fill="#f7efdc" stroke="{INDIGO}" stroke-width="5"/><rect x="138" y="166" width="44" height="80" fill="{INDIGO}"/><rect x="72" y="156" width="46" height="40" fill="#9fb4d8"/><rect x="202" y="156" width="46" height="40" fill="#9fb4d8"/>',
    "paper": f'<rect x="86" y="30" width="150" height="205" fill="#fff" stroke="{INDIGO}" stroke-width="6"/><path d="M110 80H212M110 112H212M110 144H212M110 176H170" stroke="{INDIGO}" stroke-width="8"/><circle cx="205" cy="196" r="24" fill="{RED}" opacity=".85"/>',
    "phone": f'<rect x="92" y="10" width="136" height="232" rx="18" fill="{INDIGO}"/><rect x="104" y="34" width="112" height="174" fill="#fff"/><circle cx="160" cy="225" r="9" fill="#fff"/><text x="160" y="142" text-anchor="middle" font-family="Noto Serif" font-weight="700" font-size="62" fill="{RED}">111</text><path d="M248 60q36 50 0 110M270 40q58 74 0 150" stroke="#c9a24b" stroke-width="9" fill="none"/>',
    "child": man(160, 250, 1.15, "#d08b2c") + man(255, 250, 1.6, INDIGO) + man(62, 250, 1.6, RED),
    "stop": f'<rect x="60" y="86" width="200" height="110" rx="8" fill="#7fa37b" stroke="#3f6b3d" stroke-width="6"/><circle cx="160" cy="141" r="32" fill="#dfeadd"/><circle cx="160" cy="141" r="112" fill="none" stroke="{RED}" stroke-width="18"/><path d="M80 221L240 61" stroke="{RED}" stroke-width="18"/>',
}


def slide(title, pic, caption, n):
    return (f'<!doctype html><html lang="vi"><meta charset="utf-8"><style>*{{box-sizing:border-box;margin:0}}body{{width:854px;height:480px;background:{PAPER};overflow:hidden;position:relative;font-family:"Noto Sans"}}'
            f'.brocade{{display:block;width:854px;height:26px}}h1{{font:700 40px/1.2 "Noto Serif";color:{INDIGO};width:420px;text-wrap:balance}}.row{{display:flex;gap:36px;align-items:center;padding:22px 48px 0}}'
            f'p{{font-size:24px;line-height:1.4;margin-top:18px;width:420px}}.o{{position:absolute;left:48px;bottom:42px;font-size:17px;color:#555}}.e{{position:absolute;bottom:0;left:0}}</style>'
            f'{brocade(600, 14, "x")}<div class="row"><svg width="320" height="330" viewBox="0 -30 320 310">{PICS[pic]}</svg><div><h1>{title}</h1><p>{caption}</p></div></div>'
            f'<div class="o">Sở Tư pháp tỉnh An Sơn</div><div class="e">{brocade(600, 14, "y")}</div></html>')


def video(base, source, title_of, artist):
    lines = [[c.strip() for c in l.split("|")] for l in read(source).splitlines() if "|" in l and not l.startswith("#")]
    with tempfile.TemporaryDirectory() as tmp:
        t, cues, wavs, slides = 0.0, [], [], []
        for i, (title, pic, text) in enumerate(lines):
            raw, wav, png = Path(tmp, f"r{i}.wav"), Path(tmp, f"a{i}.wav"), Path(tmp, f"s{i}.png")
            d = say(text, raw, 150)
            length = round((d + .7) * 10) / 10
            pad(raw, wav, length)
            screenshot(slide(title, pic, text, i), png, 854, 480)
            cues += split_cue(t + .05, t + d + .3, text)
            wavs.append(f"file '{wav}'"); slides.append(f"file '{png}'\nduration {length}")
            t += length
        Path(tmp, "a.txt").write_text("\n".join(wavs)); Path(tmp, "v.txt").write_text("\n".join(slides) + f"\nfile '{png}'\n")
        out = FILES / (base + ".mp4")
        run("ffmpeg", "-y", "-f", "concat", "-safe", "0", "-i", f"{tmp}/v.txt", "-f", "concat", "-safe", "0", "-i", f"{tmp}/a.txt",
            "-vf", "fps=10,format=yuv420p", "-c:v", "libx264", "-preset", "slow", "-crf", "27", "-tune", "stillimage", "-profile:v", "main", "-g", "50",
            "-c:a", "aac", "-b:a", "56k", "-ac", "1", "-t", f"{t:.2f}", "-movflags", "+faststart", "-map_metadata", "-1",
            "-metadata", f"title={title_of}", "-metadata", f"artist={artist}", "-metadata:s:a:0", "language=vie", str(out))
        (FILES / (base + ".vi.vtt")).write_text(captions(cues, "Phụ đề tiếng Việt"), encoding="utf-8")
        print(out.name, out.stat().st_size, f"{t:.1f} s")


PITCH = {"Người dẫn": 42, "Anh Chu": 28, "Chị Mai": 72, "Ông Sùng": 12}


def audio(base, source, title_of, artist, kind, bitrate="40k"):
    """A line is what is said, or `who | what`, each with a pitch of its own."""
    with tempfile.TemporaryDirectory() as tmp:
        chime = Path(tmp, "c.wav")
        run("ffmpeg", "-y", "-f", "lavfi", "-i", "sine=f=523:d=0.5", "-f", "lavfi", "-i", "sine=f=659:d=0.5", "-f", "lavfi", "-i", "sine=f=784:d=0.9", "-filter_complex",
            "[0]afade=t=out:st=0.1:d=0.4[a];[1]afade=t=out:st=0.1:d=0.4[b];[2]afade=t=out:st=0.1:d=0.8[c];[a][b][c]concat=n=3:v=0:a=1,volume=0.5,aresample=44100,apad=whole_dur=2.4", "-ac", "1", str(chime))
        t, cues, wavs = 2.4, [], [f"file '{chime}'"]
        for i, text in enumerate(l for l in read(source).splitlines() if l.strip() and not l.startswith("#")):
            who, text = [c.strip() for c in text.split("|")] if "|" in text else ("", text)
            raw, wav = Path(tmp, f"r{i}.wav"), Path(tmp, f"a{i}.wav")
            d = say(text, raw, 160, PITCH.get(who, 42))
            length = d + .45
            pad(raw, wav, length)
            cues += split_cue(t, t + d + .2, f"{who}: {text}" if who and who != "Người dẫn" else text)
            wavs.append(f"file '{wav}'")
            t += length
        Path(tmp, "a.txt").write_text("\n".join(wavs))
        out = FILES / (base + ".mp3")
        run("ffmpeg", "-y", "-f", "concat", "-safe", "0", "-i", f"{tmp}/a.txt", "-c:a", "libmp3lame", "-b:a", bitrate, "-ar", "24000", "-ac", "1",
            "-metadata", f"title={title_of}", "-metadata", f"artist={artist}", "-id3v2_version", "3", str(out))
        (FILES / (base + ".vtt")).write_text(captions(cues, kind), encoding="utf-8")
        print(out.name, out.stat().st_size, f"{t:.1f} s")


JOBS = [
    (video, "video-tro-giup-phap-ly", "06-video-tro-giup-phap-ly.txt", "Trợ giúp pháp lý: không mất tiền", "Sở Tư pháp tỉnh An Sơn"),
    (video, "video-em-nho-so-111", "32-video-so-111.txt", "Em nhớ số 111", "Sở Tư pháp tỉnh An Sơn"),
    (audio, "Bản tin loa xã - phòng lừa đảo qua điện thoại", "07-am-thanh-lua-dao.txt", "Bản tin pháp luật: phòng lừa đảo qua điện thoại", "Đài truyền thanh xã Mường Khe", "Lời bản tin"),
    (audio, "tieu-pham-khoi-tren-nuong", "20-tieu-pham-khoi-tren-nuong.txt", "Khói trên nương", "Đài truyền thanh xã Mường Khe", "Lời tiểu phẩm", "32k"),
]
for make, base, *rest in JOBS:
    if len(sys.argv) < 2 or sys.argv[1] in base:
        make(base, *rest)
    if base == "tieu-pham-khoi-tren-nuong":
        (FILES / f"{base}.txt").write_text(read("20-tieu-pham-khoi-tren-nuong-loi.txt"), encoding="utf-8")
