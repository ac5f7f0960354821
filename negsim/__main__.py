"""What `python -m negsim` runs: the command line, where no `negsim` is on the PATH."""

import sys

from negsim.cli import main

if __name__ == "__main__":
    sys.exit(main())
