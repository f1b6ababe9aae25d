"""The report in a real browser: what the keyboard reaches, what the eye can read, what fits."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from provenance import analyze
from provenance.render import page
from provenance.render.overview import Row, summarize
from provenance.render.overview import page as overview

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

ARTICLES = sorted((Path(__file__).parents[2] / "examples" / "articles").glob("*.txt"))

# Runs in the page, after the report: the report itself has no script.
PROBE = r"""
<pre id="probe"></pre><script>
const rgb = text => text.match(/[\d.]+/g).map(Number);
const light = text => {
  const [r, g, b] = rgb(text).map(v => v / 255).map(v =>
    v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
  return .2126 * r + .7152 * g + .0722 * b;
};
const ground = node => {
  for (; node; node = node.parentElement) {
    const colour = getComputedStyle(node).backgroundColor;
    if (!/, 0\)$/.test(colour)) return colour;
  }
  return "rgb(255, 255, 255)";
};
const contrast = node => {
  const [a, b] = [light(getComputedStyle(node).color), light(ground(node))].sort((x, y) => y - x);
  return (a + .05) / (b + .05);
};
const worded = [...document.querySelectorAll(".provenance *")].filter(
  node => [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim())
    && !["STYLE", "SCRIPT"].includes(node.tagName) && node.checkVisibility());
const stops = [...document.querySelectorAll(".provenance [tabindex], .provenance summary")];
const shown = () => {
  const clause = document.querySelector(".text mark.clause");
  const lang = document.querySelector(".text .l1");
  const kind = document.querySelector(".provenance section.g-comment > details");
  return {
    kinds: !!kind && kind.checkVisibility(),
    languages: !!lang && getComputedStyle(lang).textDecorationLine === "underline",
    marks: !!clause && !/, 0\)$/.test(getComputedStyle(clause).backgroundColor),
  };
};
const without = layer => {
  const box = document.querySelector(".show-" + layer);
  if (box) box.click();
  const left = shown();
  if (box) box.click();
  return left;
};
const bars = [...document.querySelectorAll(".bar span")];
const look = () => ({
  layers: {kinds: without("kinds"), languages: without("languages"), marks: without("marks"), "": shown()},
  bars: bars.length,
  thin: bars.map(bar => bar.getBoundingClientRect()).filter(box => box.width < 1 || box.height < 5).length,
  ground: getComputedStyle(document.body).backgroundColor,
  lowest: Math.min(...worded.map(contrast)),
  wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  stops: stops.length,
  silent: stops.filter(node => {
    node.focus();
    const after = getComputedStyle(node, "::after").content;
    const shown = node.title ? after.includes(node.title.split("\n")[0].slice(0, 20)) : true;
    return document.activeElement !== node || getComputedStyle(node).outlineStyle === "none" || !shown;
  }).length,
  spilt: stops.filter(node => {
    node.focus();
    return document.documentElement.scrollWidth > document.documentElement.clientWidth;
  }).length,
});
// A window that is still being opened has no focus to give.
const wait = () => {
  if (!document.hasFocus()) return setTimeout(wait, 20);
  document.getElementById("probe").textContent = JSON.stringify(look());
};
wait();
</script>
"""


FOUND = [(article.name, analyze(article.read_text("utf-8"))) for article in ARTICLES]


def probe(tmp_path: Path, html: str, *, dark: bool, width: int) -> dict[str, Any]:
    """Return what the probe sees in a page."""
    path = tmp_path / "report.html"
    path.write_text(html.replace("</body>", PROBE + "</body>"), "utf-8")
    assert CHROMIUM is not None
    flags = (
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",  # containers often have next to none
        "--disable-quic",
        "--no-first-run",
        "--disable-sync",
        "--virtual-time-budget=10000",
    )
    quiet = (
        "--disable-background-networking",
        "--disable-component-update",
        f"--user-data-dir={tmp_path / 'user'}",
    )
    scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
    command = [
        CHROMIUM,
        "--headless",
        *flags,
        *quiet,
        scheme,
        f"--window-size={width},900",
        "--dump-dom",
        path.as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    match = re.search(r'<pre id="probe">(.*?)</pre>', done.stdout, flags=re.S)
    assert match is not None
    found: dict[str, Any] = json.loads(unescape(match[1]))
    return found


LOOKS = [
    pytest.param(dark, width, id=f"{'dark' if dark else 'light'}-{width}")
    for dark in (0, 1)
    for width in (500, 1200)
]


@pytest.mark.parametrize(("dark", "width"), LOOKS)
def test_the_report_can_be_read_and_reached_by_keyboard(tmp_path: Path, dark: bool, width: int) -> None:
    found = probe(tmp_path, page(FOUND), dark=dark, width=width)
    assert found["ground"] == ("rgb(13, 17, 23)" if dark else "rgb(255, 255, 255)")
    assert found["lowest"] >= 4.5  # WCAG 2.2, level AA
    assert found["wide"] <= 0
    assert found["stops"] > 40
    assert found["silent"] == 0
    assert found["spilt"] == 0, "what focus brings up stays on the page"


def test_each_layer_can_be_switched_off_and_on(tmp_path: Path) -> None:
    found = probe(tmp_path, page(FOUND), dark=False, width=1200)
    assert found["layers"] == {
        "kinds": {"kinds": False, "languages": True, "marks": True},
        "languages": {"kinds": True, "languages": False, "marks": True},
        "marks": {"kinds": True, "languages": True, "marks": False},
        "": {"kinds": True, "languages": True, "marks": True},
    }


@pytest.mark.parametrize(("dark", "width"), LOOKS)
def test_the_overview_can_be_read(tmp_path: Path, dark: bool, width: int) -> None:
    rows = [summarize(analysis, name) for name, analysis in FOUND] + [Row("broken.txt", failure="not UTF-8")]
    found = probe(tmp_path, "".join(overview(rows)), dark=dark, width=width)
    assert found["lowest"] >= 4.5
    assert found["wide"] <= 0
    assert found["bars"] > 10
    assert found["thin"] == 0
