#!/bin/sh
# Makes the small fonts of this folder from the full ones. Needs npm, Python 3 with `fonttools brotli`, and unzip; nobody
# needs it to build the book. Run it in an empty directory: `sh make-fonts.sh`, then copy *.woff2 here.
#
# Every face is cut in two: the letters that nearly every page needs, and the rest under a unicode-range of its own, which
# a browser loads only for a page that has one of them. So nothing is ever missing, and a page loads little.
set -eu
npm install --silent --no-save @fontsource/source-serif-4@5.3.1 @fontsource/source-sans-3@5.3.0 jetbrains-mono@1.0.6 katex@0.16.4
serif=node_modules/@fontsource/source-serif-4/files/source-serif-4
sans=node_modules/@fontsource/source-sans-3/files/source-sans-3
mono=node_modules/jetbrains-mono/fonts/webfonts/JetBrainsMonoNL-Regular.woff2
katex=node_modules/katex/dist/fonts

text="U+0020-007E,U+00A0,U+00A7,U+00A9,U+00B0,U+00B1,U+00B2,U+00B7,U+00BD,U+00D7,U+00E0,U+00E1,U+00E4,U+00E7-00E9,U+00ED,U+00EF,U+00F1,U+00F3,U+00F6,U+00FC,U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2026,U+2212"
ascii="U+0020-007E,U+00A0,U+00B7,U+00D7,U+2026,U+2212"
# What formulas of this book use all the time; the rest of KaTeX_Main goes to KaTeX_Main-More.
main="U+0020-007E,U+00A0,U+00AC,U+00B1,U+00D7,U+00F7,U+02C6,U+02C9,U+02D9,U+02DC,U+0393,U+0394,U+0398,U+039B,U+03A0,U+03A3,U+03A6,U+03A8,U+03A9,U+2013,U+2032,U+2026,U+20D7,U+2113,U+2190-2193,U+21A6,U+21D2,U+21D4,U+2200,U+2202,U+2203,U+2207,U+2208,U+2212,U+2217,U+2218,U+221A,U+221D,U+221E,U+2223,U+2225,U+2227,U+2229-222B,U+223C,U+2248,U+2261,U+2264,U+2265,U+226A,U+226B,U+2282,U+2286,U+2295,U+2297,U+2299,U+22A4,U+22A5,U+22C5,U+22EE,U+22EF,U+22F1,U+2308-230B,U+27E8,U+27E9,U+27F6"

cut() { # source, unicodes, features, target
    pyftsubset "$1" --unicodes="$2" --layout-features="$3" --no-hinting --flavor=woff2 --output-file="$4.woff2"
}
rest() { # source, unicodes to leave out, features, target
    others=$(python3 - "$1" "$2" <<'P'
import sys
from fontTools.ttLib import TTFont
from fontTools.subset import parse_unicodes
print(",".join("%04X" % c for c in sorted(set(TTFont(sys.argv[1]).getBestCmap()) - set(parse_unicodes(sys.argv[2])))))
P
)
    cut "$1" "$others" "$3" "$4"
}
for style in 400-normal 400-italic 600-normal; do
    cut "$serif-latin-$style.woff2" "$text" kern,liga "serif-$style"
    rest "$serif-latin-$style.woff2" "$text" kern "serif-$style-more"
done
cut "$serif-greek-400-normal.woff2" "U+0370-03FF" kern serif-400-normal-greek
cut "$sans-latin-400-normal.woff2" "$text" kern sans-400-normal
rest "$sans-latin-400-normal.woff2" "$text" kern sans-400-normal-more
cut "$sans-greek-400-normal.woff2" "U+0370-03FF" kern sans-400-normal-greek
cut "$mono" "$ascii" "" mono-400-normal
cut "$mono" "U+00A1-00FF,U+0370-03FF,U+2010-2025,U+2030-205F,U+2070-209F,U+2190-21FF,U+2200-22FF,U+2500-25FF,U+27E8,U+27E9" "" mono-400-normal-more
cut "$katex/KaTeX_Main-Regular.woff2" "$main" "" KaTeX_Main-Regular
rest "$katex/KaTeX_Main-Regular.woff2" "$main" "" KaTeX_Main-Regular-more
for face in AMS-Regular Caligraphic-Bold Caligraphic-Regular Fraktur-Bold Fraktur-Regular Main-Bold Main-BoldItalic \
    Main-Italic Math-BoldItalic Math-Italic SansSerif-Bold SansSerif-Italic SansSerif-Regular Script-Regular \
    Size1-Regular Size2-Regular Size3-Regular Size4-Regular Typewriter-Regular; do
    cut "$katex/KaTeX_$face.woff2" "*" "*" "KaTeX_$face"
done

# The style sheet: a later face wins where ranges overlap, so the common letters come last.
python3 - > 0-fonts.css <<'P'
import glob, re
from fontTools.ttLib import TTFont
def ranges(path):
    runs = []
    for c in sorted(TTFont(path).getBestCmap()):
        if runs and c == runs[-1][1] + 1: runs[-1][1] = c
        else: runs.append([c, c])
    return ",".join("U+%X" % a if a == b else "U+%X-%X" % (a, b) for a, b in runs)
def face(family, path, weight, style, display):
    print("@font-face{font-family:%s;font-weight:%s;font-style:%s;font-display:%s;src:url(fonts/%s) format('woff2');unicode-range:%s}"
          % (family, weight, style, display, path, ranges(path)))
print("/* Made by fonts/make-fonts.sh. */")
for prefix, family in ("serif", "'Fifty Serif'"), ("sans", "'Fifty Sans'"), ("mono", "'Fifty Mono'"):
    for path in sorted(glob.glob(prefix + "-*.woff2"), key=lambda p: (p.count("-") == 2, p)):
        _, weight, style = path.removesuffix(".woff2").split("-")[:3]
        face(family, path, weight, style, "swap")
for path in sorted(glob.glob("KaTeX_*.woff2"), key=lambda p: ("more" not in p, p)):
    name, style = path.removesuffix(".woff2").removesuffix("-more").split("-")
    face(name, path, 700 if "Bold" in style else 400, "italic" if "Italic" in style else "normal", "block")
P
