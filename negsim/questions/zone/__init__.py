"""Is there a zone, what is in it, who accepts what, and why not."""
