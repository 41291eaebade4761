"""The picture of growth: how long a megabyte takes each engine as rules become more. growth.py ROWS.json PICTURE.svg, where the
rows come from bench.py --json."""
import json
import sys

import matplotlib
matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: E402

COLOURS = {"maek": "#0B5FA5", "PCRE2 JIT loop": "#C2571A", "Python re": "#7A8B99", "Perl": "#A9A13B", "Vectorscan, words": "#4C9A6A"}

LABEL = 1.8  # a label is at least so many times as high as the one below it


def main():
    rows = [row for row in json.load(open(sys.argv[1], encoding="utf-8")) if row["what"] == "rules" and row["engine"] in COLOURS]
    plt.rcParams.update({"svg.hashsalt": "maek", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 11})
    figure, axes = plt.subplots(figsize=(7, 4.2))
    lines = {engine: sorted((row["rules"], 1 / row["mb_per_second"]) for row in rows if row["engine"] == engine) for engine in COLOURS}
    below = 0
    for engine, own in sorted(((engine, own) for engine, own in lines.items() if own), key=lambda line: line[1][-1][1]):
        axes.plot(*zip(*own), marker="o", markersize=4, color=COLOURS[engine], linewidth=2.4 if engine == "maek" else 1.4)
        below = max(own[-1][1], below * LABEL)
        axes.annotate(engine, (own[-1][0], below), xytext=(8, 0), textcoords="offset points", color=COLOURS[engine], va="center",
                      annotation_clip=False)
    axes.set(xscale="log", yscale="log", xlabel="rules", ylabel="seconds for a megabyte")
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#E4E7EA", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.margins(x=0.02)
    figure.subplots_adjust(right=0.78, left=0.11, top=0.95, bottom=0.13)
    figure.savefig(sys.argv[2], metadata={"Date": None, "Creator": None})


main()
