"""Make the pictures of known failures in docs/explanation/blocks.md from the pages in examples/failures.

    python tools/picture_failures.py           # writes docs/images/failure-*.png, needs Chromium
    python tools/picture_failures.py --text    # prints the kind of every line instead

The pages are our own; they fail as real ones do.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
from pathlib import Path

from provenance import analyze
from provenance.render import page

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "examples" / "failures").glob("*.txt"))
SIZE, SCALE = "900,1500", 0.7  # pixels, and so small that the picture stays small


def picture(source: Path, browser: str) -> Path:
    out = ROOT / "docs" / "images" / f"failure-{source.stem}.png"
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.html"
        report.write_text(page([(source.stem, analyze(source.read_text("utf-8")))]), "utf-8")
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        command += [
            f"--window-size={SIZE}",
            f"--force-device-scale-factor={SCALE}",
            f"--screenshot={out}",
            report.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--text", action="store_true")
    if parser.parse_args().text:
        for source in PAGES:
            print(f"== {source.stem}")
            text = source.read_text("utf-8")
            for block in analyze(text).blocks:
                print(f"{block.kind:15s} {block.confidence:.2f} {block.span.of(text).strip()[:70]}")
        return
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        raise SystemExit("no Chromium on this machine")
    for source in PAGES:
        out = picture(source, browser)
        print(f"{out.name}: {out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
