"""Which packages could ever matter: the one walk through all of them, before anything is drawn."""
