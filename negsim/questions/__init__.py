"""Questions of an analyst, a folder each: what is found, its type, and how it is told."""
