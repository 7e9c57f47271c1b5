"""Draws pictures with lines of text in one script and some Latin: draw.py FOLDER SEED COUNT (see make).

The texts are names of countries, languages and currencies in the system's translations (iso-codes), or letters of
the script in any order; the fonts are the system's; the grounds its wallpapers, plain colours, slopes and shapes.
Every fourth picture has no text but what is taken for it: details of wallpapers, signs and shapes in rows, blots.
Writes FOLDER/gt.jsonl: {"file", "words": [{"text", "box", "lang"}]}, a box per line.
"""
import gettext
import glob
import json
import os
import random
import subprocess
import sys
import unicodedata

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

# Per language that stands for its script: translations to take texts from, ranges of its letters.
SCRIPTS = {
    "ko": ("ko", [(0xAC00, 0xD7A3)]), "ru": ("ru uk bg sr be mk", [(0x410, 0x44F)]),
    "ar": ("ar fa ur", [(0x627, 0x64A)]), "hi": ("hi mr ne", [(0x905, 0x939)]), "th": ("th", [(0xE01, 0xE2E)]),
    "el": ("el", [(0x391, 0x3A9), (0x3B1, 0x3C9)]), "he": ("he", [(0x5D0, 0x5EA)]),
    "hy": ("hy", [(0x531, 0x556), (0x561, 0x586)]), "bn": ("bn bn_IN as", [(0x985, 0x9B9)]),
    "iu": ("", [(0x1401, 0x1450), (0x146B, 0x14A0)]), "am": ("am ti", [(0x1200, 0x1248), (0x1260, 0x1288)]),
    "ka": ("ka", [(0x10D0, 0x10F0)]), "gu": ("gu", [(0xA95, 0xAB9)]), "pa": ("pa", [(0xA15, 0xA39)]),
    "km": ("km", [(0x1780, 0x17A2)]), "kn": ("kn", [(0xC95, 0xCB9)]),
    "lo": ("", [(0xE81, 0xE82), (0xE94, 0xE97), (0xE99, 0xE9F), (0xEA1, 0xEA3)]), "ml": ("ml", [(0xD15, 0xD39)]),
    "my": ("my", [(0x1000, 0x1021)]), "or": ("or", [(0xB15, 0xB28)]), "si": ("si", [(0xD9A, 0xDB1)]),
    "ta": ("ta", [(0xB95, 0xB95), (0xB99, 0xB9A), (0xBA3, 0xBA4), (0xBAE, 0xBB5)]), "te": ("te", [(0xC15, 0xC28)]),
    "dv": ("", [(0x780, 0x797)]), "bo": ("", [(0xF40, 0xF47), (0xF49, 0xF56)]),
    "zh": ("zh_CN zh_TW zh_HK", [(0x4E00, 0x5FFF)]), "ja": ("ja", [(0x3042, 0x3093), (0x30A2, 0x30F3)]),
    "en": ("de fr es it nl pl tr fi sv da pt cs hu ro vi et hr lt lv is ca id", [(65, 90), (97, 122)]),
}
# Blocks that most letters of a text must be of, where the ranges above are only a part of them.
BLOCKS = {
    "zh": (0x3400, 0x9FFF), "ja": (0x3040, 0x9FFF), "ko": (0xAC00, 0xD7A3), "en": (0x41, 0x24F), "ru": (0x400, 0x4FF),
    "ar": (0x600, 0x6FF), "el": (0x370, 0x3FF), "he": (0x580, 0x5FF), "hy": (0x500, 0x5FF), "ka": (0x1080, 0x11FF),
    "am": (0x1200, 0x137F), "my": (0x1000, 0x109F),
}
VOWELS = {"lo": [0xEB0, 0xEB2, 0xEB4, 0xEB5, 0xEB8, 0xEC8], "bo": [0xF72, 0xF74, 0xF7A, 0xF7C, 0xF0B],
          "dv": [0x7A6, 0x7A8, 0x7AA, 0x7AC, 0x7B0]}
OFTEN = {"en": 8, "zh": 5, "ja": 4, "ko": 1.6, "ru": 1.6, "ar": 1.6, "hi": 1.6, "th": 1.6, "el": 1.6, "he": 1.6}
UNSPACED = ("zh", "ja")
# Arrows, boxes, shapes, pictures: no text, but of its size and in rows.
SIGNS = [c for first, last in ((0x2190, 0x21FF), (0x2300, 0x23BF), (0x25A0, 0x26FF), (0x2701, 0x27BF))
         for c in range(first, last)]
SIGN_FONTS = ("/usr/share/fonts/**/DejaVuSans.ttf", "/usr/share/fonts/**/NotoSansSymbols*-Regular.ttf")
# Where fontconfig names too many or too few fonts for the language: parts of the files' names.
FONT_NAMES = {"zh": "CJK wqy uming ukai", "ja": "CJK ipa wqy", "ko": "CJK nanum Nanum", "dv": "Thaana",
              "iu": "CanadianAboriginal", "bo": "SerifTibetan", "lo": "Lao", "my": "Myanmar", "am": "Ethiopic"}


def of_script(tag, text):
    low = SCRIPTS[tag][1][0][0] & ~0x7F
    first, last = BLOCKS.get(tag, (low, low + 0x7F))
    letters = [c for c in text if c.isalpha()]
    return letters and sum(first <= ord(c) <= last for c in letters) >= 0.7 * len(letters)


def texts(tag):
    found = set()
    for locale in SCRIPTS[tag][0].split():
        for path in glob.glob("/usr/share/locale/%s/LC_MESSAGES/iso_*.mo" % locale):
            catalog = gettext.GNUTranslations(open(path, "rb"))._catalog
            found.update(t for s, t in catalog.items() if s and isinstance(t, str) and t != s)
            if tag == "en":
                found.update(s for s in catalog if s and isinstance(s, str))
    return sorted(t for t in found if t and of_script(tag, t))


def fonts(tag):
    names = FONT_NAMES.get(tag, "").split()
    query = ":" if names else ":lang=" + tag
    listed = subprocess.run(["fc-list", query, "file", "index"], capture_output=True, text=True, check=True).stdout
    found = set()
    for line in listed.splitlines():
        path = line.split(":")[0]
        index = int(line.split("index=")[1].split(":")[0]) if "index=" in line else 0
        if (not names or any(n in path for n in names)) and index < 60 and not any(
                n in path for n in (".pfb", "Symbol", "Emoji")):
            found.add((path, index))
    return sorted(found)


def wallpapers():
    found = []
    for path in sorted(glob.glob("/usr/share/backgrounds/**/*.*", recursive=True)):
        try:
            photo = Image.open(path).convert("RGB")
            photo.thumbnail((2600, 1800))
            found.append(photo)
        except OSError:
            pass  # SVG and lists
    return found


def some_words(text, most):
    words = text.split()
    count = random.randint(1, most)
    first = random.randrange(max(1, len(words) - count + 1))
    return " ".join(words[first:first + count])


def number():
    form = random.choice(["%d.%02d", "$%d.%02d", "%d,%02d €", "%d-%02d", "%03d %04d", "%d:%02d", "%d%%   %d"])
    return form % (random.randrange(1000), random.randrange(100))


def line(tag, pool):
    if tag == "en":
        kind = random.random()
        if kind < 0.12:
            return number()
        text = random.choice(pool)
        return some_words(text.upper() if kind < 0.5 else text, 5)
    if pool and random.random() < 0.8:
        text = random.choice(pool)
    else:
        text = ""
        for _ in range(random.randint(3, 12)):
            letter = ""
            while not unicodedata.name(letter or "\0", ""):
                letter = chr(random.randint(*random.choice(SCRIPTS[tag][1])))
            text += letter
            if tag in VOWELS and random.random() < 0.5:
                text += chr(random.choice(VOWELS[tag]))
            if tag not in UNSPACED and random.random() < 0.15:
                text += " "
    if tag in UNSPACED:
        count = random.randint(2, 14)
        first = random.randrange(max(1, len(text) - count + 1))
        text = text[first:first + count]
    else:
        text = some_words(text, 4)
    return text + (random.choice([" %d" % random.randrange(999), "!", "?", ":"]) if random.random() < 0.12 else "")


def colour():
    return tuple(int(v) for v in np.random.randint(0, 256, 3))


def ground(w, h, photos):
    kind = random.random()
    if kind < 0.55:
        photo = random.choice(photos)
        # From a detail as large as the picture to the whole photograph.
        most = min(photo.width / w, photo.height / h)
        zoom = most ** random.random() if most > 1 else most
        cut_w, cut_h = int(w * zoom * random.uniform(0.7, 1)), int(h * zoom * random.uniform(0.7, 1))
        x, y = random.randint(0, photo.width - cut_w), random.randint(0, photo.height - cut_h)
        picture = photo.crop((x, y, x + cut_w, y + cut_h)).resize((w, h))
        if random.random() < 0.3:
            picture = ImageEnhance.Contrast(picture).enhance(random.uniform(1.2, 2.5))
    elif kind < 0.75:
        picture = Image.new("RGB", (w, h), random.choice([colour(), (255, 255, 255)]))
    else:
        first, last = np.random.rand(3) * 255, np.random.rand(3) * 255
        slope = (np.linspace(0, 1, w)[None, :, None] * random.random()
                 + np.linspace(0, 1, h)[:, None, None] * random.random())
        picture = Image.fromarray(np.clip(first + (last - first) * slope, 0, 255).astype("uint8"))
    if random.random() < 0.5:
        draw = ImageDraw.Draw(picture)
        for _ in range(random.randint(1, 14)):
            x, y = random.randrange(w), random.randrange(h)
            size = random.choice([8, 20, 60, 160])
            box = (x, y, x + random.randrange(4, size + 5), y + random.randrange(4, size + 5))
            shape = random.choice([draw.rectangle, draw.ellipse, draw.line])
            if shape == draw.line:
                shape((x, y, random.randrange(w), box[3]), fill=colour(), width=random.randint(1, 5))
            elif random.random() < 0.5:
                shape(box, fill=colour())
            else:
                shape(box, outline=colour(), width=random.randint(1, 5))
    return picture


def in_a_row(draw, w, h, signs):
    """What stands in a row as letters do: windows, fences, leaves, icons."""
    size, x, y = random.randint(8, 50), random.randrange(w), random.randrange(h)
    ink, kind, width = colour(), random.randrange(5), random.randint(1, 5)
    font = ImageFont.truetype(random.choice(signs), size)
    wide, gap, uneven = random.uniform(0.2, 1.5) * size, random.uniform(0.05, 0.9) * size, random.choice([0, 0.1, 0.4])
    sign, several = chr(random.choice(SIGNS)), random.random() < 0.5
    for _ in range(random.randint(3, 14)):
        top, high = y + random.gauss(0, uneven) * size, size * max(0.2, random.gauss(1, uneven))
        across = wide * max(0.2, random.gauss(1, uneven))
        if kind == 0:
            draw.rectangle((x, top, x + across, top + high), fill=ink)
        elif kind == 1:
            draw.rectangle((x, top, x + across, top + high), outline=ink, width=width)
        elif kind == 2:
            draw.ellipse((x, top, x + across, top + high), outline=ink, width=width)
        elif kind == 3:
            count = random.randint(2, 6)
            corners = [(x + random.random() * across, top + random.random() * high) for _ in range(count)]
            draw.line(corners, fill=ink, width=width)
        else:
            draw.text((x, top), sign, font=font, fill=ink)
            sign, across = chr(random.choice(SIGNS)) if several else sign, size
        x += int(across + gap)


def without_text(w, h, photos, signs):
    if random.random() < 0.15:
        grain = np.random.rand(h // 4 + 1, w // 4 + 1) * 255
        grain = Image.fromarray(grain.astype("uint8")).resize((w, h), Image.BICUBIC)
        blots = grain.filter(ImageFilter.GaussianBlur(random.uniform(0, 4)))
        level = np.percentile(np.asarray(blots), random.uniform(15, 85))
        return Image.composite(Image.new("RGB", (w, h), colour()), ground(w, h, photos),
                               blots.point(lambda v: 255 if v < level else 0))
    picture = ground(w, h, photos)
    draw = ImageDraw.Draw(picture)
    for _ in range(random.choice([0, 0, 2, 5, 9])):
        in_a_row(draw, w, h, signs)
    return picture


def ink_on(gray):
    for _ in range(20):
        ink = colour()
        if abs(sum(ink) / 3 - gray) > random.uniform(30, 130):
            return ink
    return (0, 0, 0) if gray > 127 else (255, 255, 255)


def write(picture, taken, lines, font, size):
    """Lines of one paragraph where there is room; gives their boxes."""
    boxes = [font.getbbox(text) for text in lines]
    w = max(b[2] - b[0] for b in boxes)
    step = int(size * random.uniform(1.15, 1.6))
    h = step * len(lines)
    if w < 6 or w > picture.width - 6 or h > picture.height - 6:
        return []
    for _ in range(12):
        x, y = random.randint(2, picture.width - w - 3), random.randint(2, picture.height - h - 3)
        room = (x - 4, y - 4, x + w + 4, y + h + 8)
        if all(room[2] < t[0] or room[0] > t[2] or room[3] < t[1] or room[1] > t[3] for t in taken):
            break
    else:
        return []
    taken.append(room)
    mask = Image.new("L", picture.size, 0)
    draw = ImageDraw.Draw(mask)
    for i, text in enumerate(lines):
        draw.text((x, y + i * step), text, font=font, fill=255)
    slanted = random.random() < 0.15
    if slanted:
        mask = mask.rotate(random.uniform(-10, 10), resample=Image.BICUBIC, center=(x + w / 2, y + h / 2))
    under = np.asarray(picture.crop((x, y, x + w, y + h)).convert("L")).mean()
    if random.random() < 0.25:
        plate = colour()
        ImageDraw.Draw(picture).rectangle((x - 6, y - 3, x + w + 6, y + h + 6), fill=plate)
        under = sum(plate) / 3
    ink = ink_on(under)
    outline = random.choice([0, 0, 0, 0, 1, 2]) if size > 24 else 0
    if outline:
        picture.paste(tuple(255 - v for v in ink), (0, 0), mask.filter(ImageFilter.MaxFilter(2 * outline + 1)))
    picture.paste(ink, (0, 0), mask)
    if slanted:
        box = mask.getbbox()
        return [[box[0], box[1], box[2] - box[0], box[3] - box[1]]] if box else []
    return [[x + b[0], y + i * step + b[1], b[2] - b[0], b[3] - b[1]] for i, b in enumerate(boxes)]


def seen_aslant(picture, words):
    """As a camera sees a sign from the side or from below."""
    w, h = picture.size
    corners = np.array([(0, 0), (w, 0), (w, h), (0, h)])
    seen = corners + np.random.uniform(-0.14, 0.14, (4, 2)) * (w, h)
    rows = []
    for (x, y), (u, v) in zip(seen, corners):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    back = np.linalg.solve(np.array(rows), corners.flatten())
    there = np.linalg.inv(np.append(back, 1).reshape(3, 3))
    for word in words:
        x, y, bw, bh = word["box"]
        points = there @ np.array([(x, y, 1), (x + bw, y, 1), (x, y + bh, 1), (x + bw, y + bh, 1)]).T
        points = points[:2] / points[2]
        low, high = points.min(1), points.max(1)
        word["box"] = [int(low[0]), int(low[1]), int(high[0] - low[0]), int(high[1] - low[1])]
    return picture.transform((w, h), Image.PERSPECTIVE, list(back), Image.BICUBIC)


def worsen(picture, words):
    """As pictures are worsened on their way: aslant, smaller, blurred, noisy."""
    if random.random() < 0.2:
        picture = seen_aslant(picture, words)
    if random.random() < 0.35:
        zoom = random.uniform(0.5, 1)
        picture = picture.resize((int(picture.width * zoom), int(picture.height * zoom)), Image.BICUBIC)
        for word in words:
            word["box"] = [int(v * zoom) for v in word["box"]]
    if random.random() < 0.25:
        picture = picture.filter(ImageFilter.GaussianBlur(random.uniform(0.3, 1.1)))
    pixels = np.asarray(picture).astype("float32")
    if random.random() < 0.4:
        pixels += np.random.randn(*pixels.shape) * random.uniform(2, 14)
    return Image.fromarray(np.clip(pixels, 0, 255).astype("uint8"))


def main(folder, seed, count):
    random.seed(int(seed))
    np.random.seed(int(seed))
    os.makedirs(folder + "/images", exist_ok=True)
    pools = {tag: texts(tag) for tag in SCRIPTS}
    faces = {tag: fonts(tag) for tag in SCRIPTS}
    photos = wallpapers()
    signs = [path for pattern in SIGN_FONTS for path in glob.glob(pattern, recursive=True)]
    for tag in SCRIPTS:
        print(tag, len(pools[tag]), "texts", len(faces[tag]), "fonts")
    with open(folder + "/gt.jsonl", "w", encoding="utf-8") as truth:
        for i in range(int(count)):
            main_tag = random.choices(list(SCRIPTS), [OFTEN.get(t, 1) for t in SCRIPTS])[0]
            size = random.choice([(480, 360), (640, 480), (360, 240), (560, 200), (420, 640)])
            empty = i % 4 == 3
            picture = without_text(*size, photos, signs) if empty else ground(*size, photos)
            taken, words = [], []
            for _ in range(0 if empty else random.randint(3, 9)):
                tag = main_tag if random.random() < 0.75 else "en"
                path, index = random.choice(faces[tag])
                size = int(random.choice([11, 14, 18, 22, 28, 36, 48, 60]) * random.uniform(0.85, 1.2))
                lines = [line(tag, pools[tag]) for _ in range(random.choice([1, 1, 1, 2, 3]))]
                try:
                    boxes = write(picture, taken, lines, ImageFont.truetype(path, size, index=index), size)
                except OSError:
                    continue  # a font that cannot be drawn at that size
                words += [{"text": "", "box": box, "lang": tag} for box in boxes]
            name = "images/%05d.jpg" % i
            worsen(picture, words).save(folder + "/" + name, quality=random.randint(30, 95))
            truth.write(json.dumps({"file": name, "words": words}) + "\n")


main(*sys.argv[1:])
