"""The colours of the look, written out: for drawings and e-mails, which cannot read a style sheet's tokens.

The site's and the staff app's tokens are style sheets of their own; `website/tests/test_tokens.py` holds all equal.
"""

LIGHT = {
    "paper": "#F4F3EC",
    "sheet": "#FBFAF6",
    "mist": "#E4EADF",
    "shut": "#EAE9E0",
    "ink": "#18231D",
    "ink-2": "#4B574F",
    "line": "#D3D5C9",
    "edge": "#798177",
    "pine": "#1F3B2E",
    "on-pine": "#F6F5EE",
    "clay": "#A4442A",
    "on-clay": "#FFFFFF",
    "clay-wash": "#F3E1D7",
    "sage": "#5C7A66",
    "sage-2": "#8FA694",
    "ok": "#245C40",
    "ok-wash": "#DCE9DB",
    "warn": "#6F4A00",
    "warn-wash": "#F3E7C6",
    "danger": "#9B1C2E",
    "danger-wash": "#F6E0DF",
    "hatch": "#C4CABF",
}

DARK = {
    "paper": "#121A16",
    "sheet": "#1A241F",
    "mist": "#223029",
    "shut": "#0C1210",
    "ink": "#ECEBE1",
    "ink-2": "#A9B4AB",
    "line": "#2E3B34",
    "edge": "#6E7D74",
    "pine": "#C9DACB",
    "on-pine": "#12201A",
    "clay": "#EC9673",
    "on-clay": "#2A0F06",
    "clay-wash": "#3B261D",
    "sage": "#86A48F",
    "sage-2": "#4E6B59",
    "ok": "#9CCBAD",
    "ok-wash": "#1D3527",
    "warn": "#E5C06F",
    "warn-wash": "#362C14",
    "danger": "#F29A9C",
    "danger-wash": "#3D1E22",
    "hatch": "#3A4840",
}

# Dark in both themes.
BAND = {
    "band": "#1A2B22",
    "on-band": "#F4F3EC",
    "on-band-2": "#B9C8BC",
    "band-line": "#4E6B59",
    "band-clay": "#EC9673",
}
