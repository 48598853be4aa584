"""Signs that fonts of symbols show for codes which mean other characters elsewhere."""

from __future__ import annotations

# Characters that fonts of symbols show for a code, in pairs of the code's low byte in hex and the character
SYMBOLS = {
    font: {int(pair[:2], 16): pair[2:] for pair in pairs.split()}
    for font, pairs in {
        "symbol": "B7• B0° B1± B3≥ A3≤ B4× AE→ BE— 2D− B9≠",
        "wingdings": "A7• D8• 6C• 6E• 76• FC✓ FE☑ FD☒ 78☒ A8☐ 6F☐ E0→",
        "wingdings 2": "50✓ 4F✗ 52☑ 53☒ 54☒ A3☐ 97•",
    }.items()
}


def symbol(font: str, code: str) -> str:
    """The Unicode character that a font of symbols shows at a code; nothing where that is not known."""
    try:
        low = int(code, 16) & 0xFF
        known = SYMBOLS.get(font.lower())
        return known.get(low, "") if known else chr(int(code, 16)) if int(code, 16) < 0xE000 else ""
    except (ValueError, OverflowError):
        return ""


def in_font(text: str, font: str | None) -> str:
    """A typed sign as a font of symbols shows it; longer texts are words that only wear the font."""
    known = SYMBOLS.get((font or "").lower())
    if known is None or len(text.strip()) > 1:
        return text
    return "".join(known.get(ord(one) & 0xFF, one) if not one.isspace() else one for one in text)
