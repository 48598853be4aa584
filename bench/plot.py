"""A plot as SVG: panels side by side, each with lines over the same numbers on a logarithmic axis."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = (
    380,
    260,
    50,
    40,
    36,
    70,
)  # of a panel, in pixels; lines' names stand at the right
COLOURS = ("#1b5e8c", "#b3541e", "#3b7a3b", "#7a3b78")
STYLE = "text{font:12px system-ui,sans-serif;fill:#333}.title{font-weight:600}.grid{stroke:#ddd}.line{fill:none;stroke-width:2}"


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines by their names; each has a value for every number of the axis."""

    title: str
    lines: Mapping[str, Sequence[float]]


def plotted(numbers: Sequence[float], panels: Sequence[Panel], axis: str) -> str:
    """The panels as one SVG; values begin at zero."""
    inner = "".join(
        f'<g transform="translate({place * WIDTH} 0)">{"".join(drawn(numbers, panel, axis))}</g>'
        for place, panel in enumerate(panels)
    )
    size = f'width="{WIDTH * len(panels)}" height="{HEIGHT}" viewBox="0 0 {WIDTH * len(panels)} {HEIGHT}"'
    background = '<rect width="100%" height="100%" fill="#fff"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{STYLE}</style>{background}{inner}</svg>\n'


def drawn(numbers: Sequence[float], panel: Panel, axis: str) -> Iterator[str]:
    highest = max(max(values) for values in panel.lines.values())
    step = rounded(highest / 4)
    top = step * math.ceil(highest / step)
    across = [LEFT + (WIDTH - LEFT - RIGHT) * share for share in shares(numbers)]

    def up(value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top

    yield f'<text class="title" x="{LEFT}" y="20">{escape(panel.title)}</text>'
    for mark in range(round(top / step) + 1):
        y = up(mark * step)
        yield f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{mark * step:g}</text>'
    for number, x in zip(numbers, across, strict=True):
        yield f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{number:,}</text>'
    yield f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 6}" text-anchor="middle">{escape(axis)}</text>'
    for colour, (name, values) in zip(COLOURS, panel.lines.items(), strict=False):
        points = [f"{x:.1f} {up(value):.1f}" for x, value in zip(across, values, strict=True)]
        yield f'<path class="line" stroke="{colour}" d="M{" L".join(points)}"/>'
        yield f'<text x="{across[-1] + 6:.1f}" y="{up(values[-1]) + 4:.1f}" style="fill:{colour}">{escape(name)}</text>'


def shares(numbers: Sequence[float]) -> list[float]:
    """How far along a logarithmic axis the numbers stand, from 0 to 1."""
    logs = [math.log(number) for number in numbers]
    return [(one - logs[0]) / ((logs[-1] - logs[0]) or 1) for one in logs]


def rounded(value: float) -> float:
    """The next larger of 1, 2, 5, 10, 20, …"""
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= value)
