"""All benches, one after another: python -m bench."""

from bench import boxes, compare, formats, runs, scale, scans, structure, torture

if __name__ == "__main__":
    for bench in (compare, formats, structure, boxes, scans, torture, runs, scale):
        bench.main()
