#!/bin/sh
# Makes the small fonts of this folder from the full ones. Needs npm, Python 3 with `fonttools brotli`, and unzip; nobody
# needs it to build the book. Run it in an empty directory: `sh make-fonts.sh`, then copy *.woff2 here.
#
# Every face is cut in pieces: the letters that nearly every page needs, and the rest under unicode-ranges of their own,
# which a browser loads only for a page that has one of them. So nothing is ever missing, and a page loads little. Raised
# and lowered figures, arrows and the like are only in the makers' own files.
set -eu
npm install --silent --no-save @fontsource/source-serif-4@5.3.1 @fontsource/source-sans-3@5.3.0 jetbrains-mono@1.0.6 katex@0.16.4 source-sans@3.46.0 source-serif@4.5.1
serif=node_modules/@fontsource/source-serif-4/files/source-serif-4
sans=node_modules/@fontsource/source-sans-3/files/source-sans-3
whole=node_modules/source-serif/WOFF2/TTF/SourceSerif4
whole_sans=node_modules/source-sans/WOFF2/TTF/SourceSans3-Regular.ttf.woff2
mono=node_modules/jetbrains-mono/fonts/webfonts/JetBrainsMonoNL-Regular.woff2
katex=node_modules/katex/dist/fonts

text="U+0020-007E,U+00A0,U+00B0-00B3,U+00B7,U+00B9,U+00BC-00BE,U+00D7,U+00E0,U+00E1,U+00E4,U+00E7-00E9,U+00ED,U+00F1,U+00F3,U+00F6,U+00F7,U+00FC,U+0131,U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2026,U+2032,U+2033,U+2212"
other="U+0020-007E,U+00A0,U+00B2,U+00B7,U+00D7,U+00E9,U+00F6,U+00FC,U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2026,U+2032,U+2212" # italic and bold
greek="U+0393,U+0394,U+0398,U+039B,U+03A0,U+03A3,U+03A6,U+03A9,U+03B1-03C9"
signs="U+1D2C-1D62,U+2016,U+2070-208E,U+2113,U+2150-215E,U+2190-2194,U+2202,U+2206,U+220F,U+2211,U+221A,U+221E,U+222B,U+2248,U+2260,U+2264,U+2265,U+2713,U+27E8,U+27E9"
# What charts, outputs and headings of this book use of both: in one small piece that is there from the start.
common="U+03B1-03B5,U+03B7,U+03B8,U+03BB,U+03BC,U+03C0,U+03C1,U+03C3,U+03C6,U+03C7,U+1D37,U+1D40,U+1D4F,U+2016,U+2070,U+2074-2079,U+207B,U+2080-2089,U+2113,U+2153,U+215B,U+2190,U+2192,U+2202,U+221A,U+221E,U+2248,U+2264,U+2265,U+2713,U+27E8,U+27E9"
extended="U+0100-017F" # letters of names
code="U+0020-007E,U+00A0,U+00B0,U+00B2,U+00B3,U+00B7,U+00B9,U+00BC-00BE,U+00D7,U+00F7,U+03B1-03B8,U+03BB,U+03BC,U+03BE,U+03C0-03C4,U+03C6-03C9,U+2019,U+2026,U+2032,U+2070,U+2074-2079,U+2080-2089,U+2192,U+2202,U+2207,U+2212,U+2218,U+221A,U+2248,U+2264,U+2265"
# What formulas of this book use all the time; the pieces named -more have the rest.
main="U+0020-007E,U+00A0,U+00B1,U+00D7,U+02C6,U+02C9,U+02D9,U+02DC,U+0393,U+0394,U+039B,U+03A0,U+03A3,U+03A6,U+03A9,U+2032,U+2026,U+20D7,U+2113,U+2190,U+2192,U+21A6,U+21D2,U+2202,U+2207,U+2208,U+2212,U+2217,U+2218,U+221A,U+221D,U+221E,U+2223,U+2225,U+222B,U+223C,U+2248,U+2264,U+2265,U+226A,U+226B,U+2299,U+22A4,U+22C5,U+22EE,U+22EF,U+22F1,U+27E8,U+27E9"
letters="U+0041-005A,U+0061-007A,U+0131,U+0237,U+03B1-03B8,U+03BA-03BE,U+03C0,U+03C1,U+03C3,U+03C4,U+03C6-03C9,U+03D5,U+03F5"
large="U+0028,U+0029,U+005B,U+005D,U+007B,U+007D,U+2211,U+220F,U+222B,U+27E8,U+27E9"

cut() { # source, unicodes, features, target
    pyftsubset "$1" --unicodes="$2" --layout-features="$3" --no-hinting --flavor=woff2 --output-file="$4.woff2"
}
rest() { # source, unicodes to leave out, features, target
    others=$(python3 - "$1" "$2" <<'P'
import sys
from fontTools.ttLib import TTFont
from fontTools.subset import parse_unicodes
invisible = {0x200B, 0xFEFF}
print(",".join("%04X" % c for c in sorted(set(TTFont(sys.argv[1]).getBestCmap()) - set(parse_unicodes(sys.argv[2])) - invisible)))
P
)
    cut "$1" "$others" "$3" "$4"
}
both() { # source, unicodes of the first, features, target
    cut "$1" "$2" "$3" "$4"
    rest "$1" "$2" "$3" "$4-more"
}
both "$serif-latin-400-normal.woff2" "$text" kern,liga serif-400-normal
both "$serif-latin-400-italic.woff2" "$other" liga serif-400-italic
both "$serif-latin-600-normal.woff2" "$other" kern serif-600-normal
both "$sans-latin-400-normal.woff2" "$text" kern sans-400-normal
cut "$serif-greek-400-normal.woff2" "$greek" "" serif-400-normal-greek
cut "$sans-greek-400-normal.woff2" "$greek" "" sans-400-normal-greek
cut "$whole-Regular.ttf.woff2" "$signs" "" serif-400-normal-signs
cut "$whole-Regular.ttf.woff2" "$extended" "" serif-400-normal-extended
cut "$whole-It.ttf.woff2" "$signs,$extended,$greek" "" serif-400-italic-signs
cut "$whole-Semibold.ttf.woff2" "$signs,$extended,$greek" "" serif-600-normal-signs
cut "$whole_sans" "$signs" "" sans-400-normal-signs
cut "$whole_sans" "$common" "" sans-400-normal-common
cut "$mono" "$code" "" mono-400-normal
rest "$mono" "$code,U+0100-036F,U+0384-0390,U+03AA-03B0,U+03CA-1FFF,U+2020-2031,U+2034-206F,U+20A0-218F,U+219A-21FF,U+2300-FFFF" "" mono-400-normal-more
both "$katex/KaTeX_Main-Regular.woff2" "$main" "" KaTeX_Main-Regular
both "$katex/KaTeX_Math-Italic.woff2" "$letters" "" KaTeX_Math-Italic
both "$katex/KaTeX_SansSerif-Regular.woff2" "U+0054" "" KaTeX_SansSerif-Regular # transposed
both "$katex/KaTeX_Size1-Regular.woff2" "$large" "" KaTeX_Size1-Regular
both "$katex/KaTeX_Size2-Regular.woff2" "$large" "" KaTeX_Size2-Regular
for face in AMS-Regular Caligraphic-Bold Caligraphic-Regular Fraktur-Bold Fraktur-Regular Main-Bold Main-BoldItalic \
    Main-Italic Math-BoldItalic SansSerif-Bold SansSerif-Italic Script-Regular \
    Size3-Regular Size4-Regular Typewriter-Regular; do
    cut "$katex/KaTeX_$face.woff2" "*" "*" "KaTeX_$face"
done

# The style sheet, a face on each line. Faces that every page needs are embedded, so that they are there before anything
# is laid out: nothing ever jumps. The other pieces leave out what those have; else a browser asked for a letter would
# load both.
python3 - > 0-fonts.css <<'P'
import glob
from fontTools.ttLib import TTFont
EMBEDDED = {"serif-400-normal", "serif-400-italic", "serif-600-normal", "sans-400-normal", "sans-400-normal-common",
            "mono-400-normal", "KaTeX_Main-Regular", "KaTeX_Math-Italic", "KaTeX_SansSerif-Regular",
            "KaTeX_Size1-Regular", "KaTeX_Size2-Regular"}
FAMILIES = {"serif": "'Fifty Serif'", "sans": "'Fifty Sans'", "mono": "'Fifty Mono'"}
def characters(path):
    return set(TTFont(path).getBestCmap())
def bare(name):
    for piece in ("-more", "-greek", "-signs", "-extended", "-common"): name = name.removesuffix(piece)
    return name
def ranges(path, name):
    there = characters(path)
    if name not in EMBEDDED: there -= set().union(*(characters(e + ".woff2") for e in EMBEDDED if bare(e) == bare(name)))
    runs = []
    for c in sorted(there):
        if runs and c == runs[-1][1] + 1: runs[-1][1] = c
        else: runs.append([c, c])
    return ",".join("U+%X" % a if a == b else "U+%X-%X" % (a, b) for a, b in runs)
paths = glob.glob("*.woff2")
print("/* Made by fonts/make-fonts.sh. */")
for path in sorted(paths, key=lambda p: (not p.endswith(("more.woff2", "greek.woff2", "signs.woff2", "extended.woff2")), p)):
    name = path.removesuffix(".woff2")
    family = name.split("-")[0]
    italic = "italic" in name.lower()
    weight = 600 if "600" in name else 700 if "Bold" in name else 400
    embed = name in EMBEDDED
    alone = [p for p in paths if bare(p.removesuffix(".woff2")) == bare(name)] == [path]
    print("@font-face{font-family:%s;%s%sfont-display:%s;src:url(%sfonts/%s) format('woff2')%s}" % (
        FAMILIES.get(family, family), "font-style:italic;" if italic else "",
        "font-weight:%d;" % weight if weight != 400 else "", "block" if embed or "KaTeX" in name else "swap",
        "embed:" if embed else "", path, "" if alone else ";unicode-range:" + ranges(path, name)))
P
