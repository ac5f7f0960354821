"""Documents and the claims in them: read, anchored, proposed; and other programs' codings of them."""
