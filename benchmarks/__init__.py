"""How fast negsim is, beside what one would pick instead: `python -m benchmarks`."""
