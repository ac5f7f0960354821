"""Which packages could ever matter: the one walk through all of them, before anything is drawn."""

DRAWS = 1000  # draws, and futures, where nobody asks for another number: of commands, pictures and reports alike
