"""Whether a package holds once it is signed: who could better itself alone, and what the others would answer."""
