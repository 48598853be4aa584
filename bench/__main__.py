"""All benches, one after another: python -m bench."""

from bench import compare, formats, structure, torture

if __name__ == "__main__":
    for bench in (compare, formats, structure, torture):
        bench.main()
